package io.github.camundacliq.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a window of its own, driven by its chromedriver; where they are missing, see {@link Installed}. */
public final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Camunda's own pages ask for these before anybody is logged in. */
    private static final List<String> CAMUNDAS_OWN = List.of("/api/admin/auth/user/default ", "/camunda-welcome ");

    private final ChromeDriver driver;
    private final String address;

    private Browser(File chromium, File chromedriver, String address) {
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-US",
                "--window-size=1440,900");
        options.setCapability("goog:loggingPrefs", logging);
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver)
                        .usingAnyFreePort()
                        .build(),
                options);
        this.address = address;
    }

    public static Browser open(int port) {
        File chromium = Installed.program("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        return new Browser(chromium, Installed.program("chromedriver"), "http://localhost:" + port);
    }

    public void go(String path) {
        driver.get(address + path);
    }

    /** Within the one page that a web application of Camunda's is. */
    public void route(String hash) {
        driver.executeScript("window.location.hash = arguments[0]", hash);
    }

    public void reload() {
        driver.navigate().refresh();
    }

    /** The session's among them. */
    public void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    public String location() {
        return driver.getCurrentUrl();
    }

    public WebElement see(String css) {
        return patiently(() -> driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow(() -> new WebDriverException("Nothing matches " + css)));
    }

    /** Waits until what matches the selector shows the text. */
    public WebElement see(String css, String text) {
        return patiently(() -> driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .filter(found -> found.getText().contains(text))
                .findFirst()
                .orElseThrow(() -> new WebDriverException("Nothing at " + css + " shows " + text)));
    }

    /**
     * Waits until one of Camunda's pages shows who is logged in. Before that, it has not begun to follow its address, and
     * goes to its own start.
     */
    public void seeUser(String name) {
        see(".account, .user-account, [cam-widget-header] .account", name);
    }

    /** Waits until nothing but one match is there, and it shows the text. */
    public void seeOnly(String css, String text) {
        patiently(() -> driver.findElements(By.cssSelector(css)).stream()
                .reduce((one, other) -> {
                    throw new WebDriverException("More than one match " + css);
                })
                .filter(found -> found.getText().contains(text))
                .orElseThrow(() -> new WebDriverException("Nothing at " + css + " shows " + text)));
    }

    /** Waits until nothing matches. */
    public void seeNone(String css) {
        await().atMost(PATIENCE).until(() -> count(css) == 0);
    }

    public int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    public void click(String css) {
        patiently(() -> {
            see(css).click();
            return css;
        });
    }

    public void click(String css, String text) {
        patiently(() -> {
            see(css, text).click();
            return css;
        });
    }

    public void type(String css, String text) {
        WebElement field = see(css);
        field.clear();
        field.sendKeys(text);
    }

    /** To whatever has the focus. */
    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** What a screen reader calls what has the focus. */
    public String focused() {
        return driver.switchTo().activeElement().getAccessibleName();
    }

    /** As wide and high as a phone held upright. */
    public void asOnAPhone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    }

    /** For who has chosen dark colours. */
    public void inTheDark() {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    public String run(String script) {
        return String.valueOf(driver.executeScript(script));
    }

    /** Kept with the build's results. */
    public void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** What the console complained about since it was asked last, except for Camunda's own habits. */
    public List<String> consoleErrors() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> CAMUNDAS_OWN.stream().noneMatch(message::contains))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** What is not there yet, or was just redrawn, is looked for again. */
    private <T> T patiently(Supplier<T> look) {
        try {
            return await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsInstanceOf(WebDriverException.class)
                    .until(look::get, found -> true);
        } catch (ConditionTimeoutException missing) {
            screenshot("missing");
            throw new AssertionError("Looked at " + location() + ", which complains of " + consoleErrors(), missing);
        }
    }
}
