package dev.onrush.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Who may call whom. Building and judging are pure; reading and writing sit at the edges. */
@AnalyzeClasses(packages = "dev.onrush.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule LAYERS = Architectures.layeredArchitecture()
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
            .mayOnlyBeAccessedByLayers("loadtest", "dependent")
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("loadtest", "dependent");

    @ArchTest
    static final ArchRule BUILDING_AND_JUDGING_HAVE_NO_SIDE_EFFECTS = noClasses()
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

    @ArchTest
    static final ArchRule NEVER_THE_RUNNER =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.onrush.runner..", "io.vertx..");

    @ArchTest
    static final ArchRule NO_STATIC_MUTABLE_STATE =
            fields().that().areStatic().should().beFinal();
}
