package dev.onrush.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

/** Who may call whom. Building and judging are pure; reading and writing sit at the edges. */
class ArchitectureTest {
    private static final JavaClasses OPERATOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.onrush.operator");

    @Test
    void packagesKeepTheirLayers() {
        ArchRule rule = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("process")
                .definedBy("dev.onrush.operator")
                .layer("loadtest")
                .definedBy("..operator.loadtest..")
                .layer("dependent")
                .definedBy("..operator.dependent..")
                .layer("observe")
                .definedBy("..operator.observe..")
                .layer("resource")
                .definedBy("..operator.resource..")
                .layer("status")
                .definedBy("..operator.status..")
                .layer("api")
                .definedBy("..operator.api..")
                .whereLayer("process")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("loadtest")
                .mayOnlyBeAccessedByLayers("process")
                .whereLayer("dependent")
                .mayOnlyBeAccessedByLayers("loadtest")
                .whereLayer("observe")
                .mayOnlyBeAccessedByLayers("process", "loadtest")
                .whereLayer("resource")
                .mayOnlyBeAccessedByLayers("loadtest", "dependent", "observe")
                .whereLayer("status")
                .mayOnlyBeAccessedByLayers("loadtest", "dependent");
        rule.check(OPERATOR);
    }

    @Test
    void buildingAndJudgingHaveNoSideEffects() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage("..operator.resource..", "..operator.status..", "..operator.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.io..",
                        "java.nio.file..",
                        "org.slf4j..",
                        "io.javaoperatorsdk..",
                        "..client.dsl..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(KubernetesClient.class);
        rule.check(OPERATOR);
    }

    @Test
    void theRunnerIsNeverUsed() {
        ArchRule rule =
                noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.onrush.runner..", "io.vertx..");
        rule.check(OPERATOR);
    }

    @Test
    void thereIsNoStaticMutableState() {
        ArchRule rule = fields().that().areStatic().should().beFinal();
        rule.check(OPERATOR);
    }
}
