package io.github.camundacliq;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The rooms of this project, what may lean on what, and the habits that keep them tidy. */
@AnalyzeClasses(packages = "io.github.camundacliq", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String BASE = "io.github.camundacliq";
    private static final int LONGEST_FILE = 200;

    @ArchTest
    static final ArchRule ROOMS_LEAN_IN_ONE_DIRECTION = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("message")
            .definedBy(BASE + ".message..")
            .layer("connection")
            .definedBy(BASE + ".connection..")
            .layer("client")
            .definedBy(BASE + ".client..")
            .layer("pacing")
            .definedBy(BASE + ".pacing..")
            .layer("delivery")
            .definedBy(BASE + ".delivery..")
            .layer("task")
            .definedBy(BASE + ".task..")
            .layer("model")
            .definedBy(BASE + ".model..")
            .layer("engine")
            .definedBy(BASE + ".engine..")
            .layer("h2")
            .definedBy(BASE + ".h2..")
            .optionalLayer("cockpit")
            .definedBy(BASE + ".cockpit..")
            .optionalLayer("sandbox")
            .definedBy(BASE + ".sandbox..")
            .layer("autoconfigure")
            .definedBy(BASE + ".autoconfigure..")
            .layer("application")
            .definedBy(BASE + ".application..")
            .whereLayer("sandbox")
            .mayOnlyBeAccessedByLayers("autoconfigure")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("client", "delivery", "task", "engine", "autoconfigure")
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("client", "pacing", "delivery", "task", "engine", "cockpit", "autoconfigure")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("delivery", "task", "engine", "cockpit", "autoconfigure")
            .whereLayer("pacing")
            .mayOnlyBeAccessedByLayers("delivery")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("task", "engine", "cockpit", "autoconfigure")
            .whereLayer("task")
            .mayOnlyBeAccessedByLayers("model", "engine", "autoconfigure")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("engine", "autoconfigure")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("autoconfigure")
            .whereLayer("h2")
            .mayOnlyBeAccessedByLayers("engine", "autoconfigure")
            .whereLayer("cockpit")
            .mayOnlyBeAccessedByLayers("autoconfigure")
            .whereLayer("autoconfigure")
            .mayOnlyBeAccessedByLayers("application")
            .whereLayer("application")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule ROOMS_HAVE_NO_CYCLES =
            slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_MESSAGE_LEANS_ON_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage(BASE + ".message..")
            .should()
            .dependOnClassesThat(resideInAPackage(BASE + "..").and(resideOutsideOfPackage(BASE + ".message..")));

    @ArchTest
    static final ArchRule THE_SANDBOX_LEANS_ON_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage(BASE + ".sandbox..")
            .should()
            .dependOnClassesThat(resideInAPackage(BASE + "..").and(resideOutsideOfPackage(BASE + ".sandbox..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_FEW_ROOMS_KNOW_CAMUNDA = noClasses()
            .that(not(resideInAnyPackage(
                    BASE + ".task..",
                    BASE + ".model..",
                    BASE + ".engine..",
                    BASE + ".cockpit..",
                    BASE + ".application..",
                    BASE + ".autoconfigure..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camunda..");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            noClasses().should().haveNameMatching(".*(Util|Helper|Manager|Impl|Common|Misc).*");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .that()
            .haveSimpleNameNotEndingWith("package-info")
            .should(new ArchCondition<>("reside in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    events.add(new SimpleConditionEvent(
                            type,
                            type.getPackage().isAnnotatedWith(NullMarked.class),
                            type.getPackageName() + " has no package-info with @NullMarked"));
                }
            });

    @ArchTest
    static final ArchRule WHAT_NO_OTHER_ROOM_NEEDS_IS_NOT_PUBLIC = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and(not(namedFromOutside()))
            .should(new ArchCondition<>("be used by another package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean used = Stream.concat(Stream.of(type), type.getAllSubclasses().stream())
                            .flatMap(known -> known.getDirectDependenciesToSelf().stream())
                            .anyMatch(dependency -> !dependency
                                    .getOriginClass()
                                    .getPackageName()
                                    .equals(type.getPackageName()));
                    events.add(new SimpleConditionEvent(type, used, type.getName() + " is public for nobody"));
                }
            });

    @ArchTest
    static final ArchRule WHAT_IS_NOT_MADE_TO_BE_EXTENDED_IS_FINAL = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnnotatedWith("org.springframework.context.annotation.Configuration")
            .and()
            .areNotAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .should(new ArchCondition<>("be final or abstract") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                            || type.getModifiers().contains(JavaModifier.ABSTRACT);
                    events.add(new SimpleConditionEvent(type, closed, type.getName() + " is neither"));
                }
            });

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_A_FIELD = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .andShould()
            .notBeAnnotatedWith(Value.class)
            .andShould()
            .notBeAnnotatedWith("jakarta.inject.Inject")
            .andShould()
            .notBeAnnotatedWith("jakarta.annotation.Resource");

    @ArchTest
    static final ArchRule NOTHING_WRITES_TO_THE_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule NOTHING_USES_THE_JDKS_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @Test
    void noFileIsLongerThanAPersonReads() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > LONGEST_FILE)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** By a model, by Spring Boot's registration, by the engine or its log, or by the command line. */
    private static DescribedPredicate<JavaClass> namedFromOutside() {
        return DescribedPredicate.describe(
                "are named from outside",
                type -> type.getSimpleName().endsWith("AutoConfiguration")
                        || List.of("CliqCamundaApplication", "CliqProperties").contains(type.getSimpleName())
                        || type.isAssignableTo("org.camunda.bpm.engine.delegate.JavaDelegate")
                        || type.getPackageName().startsWith(BASE + ".cockpit")
                        || type.isAssignableTo("org.camunda.bpm.engine.ProcessEngineException")
                        || type.getSimpleName().equals("Cliq"));
    }
}
