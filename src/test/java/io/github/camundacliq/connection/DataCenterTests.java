package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCenterTests {

    @ParameterizedTest
    @CsvSource({
        "us, https://accounts.zoho.com, https://cliq.zoho.com",
        "eu, https://accounts.zoho.eu, https://cliq.zoho.eu",
        "in, https://accounts.zoho.in, https://cliq.zoho.in",
        "au, https://accounts.zoho.com.au, https://cliq.zoho.com.au",
        "jp, https://accounts.zoho.jp, https://cliq.zoho.jp",
        "ca, https://accounts.zohocloud.ca, https://cliq.zohocloud.ca",
        "sa, https://accounts.zoho.sa, https://cliq.zoho.sa",
        "uk, https://accounts.zoho.uk, https://cliq.zoho.uk",
        "cn, https://accounts.zoho.com.cn, https://cliq.zoho.com.cn"
    })
    void hasTwoAddresses(String key, String accounts, String cliq) {
        DataCenter dataCenter = DataCenter.valueOf(key.toUpperCase(java.util.Locale.ROOT));
        assertThat(dataCenter).hasToString(key);
        assertThat(dataCenter.accounts()).hasToString(accounts);
        assertThat(dataCenter.api()).hasToString(cliq);
    }

    @Test
    void areNine() {
        assertThat(DataCenter.values()).hasSize(9);
    }
}
