package io.sluice.pipeline;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/**
 * The pipeline's layers, from the ground up: deltas are what is handed over, and know nothing else;
 * nor do the keys of masks and letters; what indicators count becomes one, beside the other counts;
 * topics, counts and the registry know nothing of each other; enforcing a record knows all three;
 * the pipeline puts them to work. Beside it, the measurement of a contract knows deltas alone, and
 * measuring puts it to work; what reads reference topics for it reads records as enforcing does.
 * Seals know records and keys; enforcing puts them on dead letters, and what reads letters takes
 * them off, for the pipeline that judges replayed ones. Replaying stands outside: it hands letters
 * to a pipeline by way of its replay topic. None knows the framework that the service is made with.
 */
@AnalyzeClasses(
    packages = "io.sluice.pipeline",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("delta")
          .definedBy("io.sluice.pipeline.delta")
          .layer("sli")
          .definedBy("io.sluice.pipeline.sli")
          .layer("measurement")
          .definedBy("io.sluice.pipeline.measurement")
          .layer("measure")
          .definedBy("io.sluice.pipeline.measure")
          .layer("reference")
          .definedBy("io.sluice.pipeline.reference")
          .layer("topic")
          .definedBy("io.sluice.pipeline.topic")
          .layer("count")
          .definedBy("io.sluice.pipeline.count")
          .layer("registry")
          .definedBy("io.sluice.pipeline.registry")
          .layer("seal")
          .definedBy("io.sluice.pipeline.seal")
          .layer("letter")
          .definedBy("io.sluice.pipeline.letter")
          .layer("replay")
          .definedBy("io.sluice.pipeline.replay")
          .layer("key")
          .definedBy("io.sluice.pipeline.key")
          .layer("enforce")
          .definedBy("io.sluice.pipeline.enforce")
          .layer("pipeline")
          .definedBy("io.sluice.pipeline")
          .whereLayer("replay")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("pipeline")
          .mayOnlyBeAccessedByLayers("replay")
          .whereLayer("reference")
          .mayOnlyBeAccessedByLayers("pipeline")
          .whereLayer("enforce")
          .mayOnlyBeAccessedByLayers("pipeline", "reference", "letter", "replay")
          .whereLayer("letter")
          .mayOnlyBeAccessedByLayers("pipeline", "replay")
          .whereLayer("seal")
          .mayOnlyBeAccessedByLayers("pipeline", "enforce", "letter", "replay")
          .whereLayer("topic")
          .mayOnlyBeAccessedByLayers("pipeline", "enforce", "reference", "replay")
          .whereLayer("count")
          .mayOnlyBeAccessedByLayers("pipeline", "enforce", "measure")
          .whereLayer("sli")
          .mayOnlyBeAccessedByLayers("pipeline", "count")
          .whereLayer("measure")
          .mayOnlyBeAccessedByLayers("pipeline", "reference")
          .whereLayer("measurement")
          .mayOnlyBeAccessedByLayers("pipeline", "measure", "reference")
          .whereLayer("delta")
          .mayOnlyBeAccessedByLayers(
              "pipeline", "count", "sli", "measurement", "measure", "topic", "registry")
          .whereLayer("key")
          .mayOnlyBeAccessedByLayers("pipeline", "enforce", "seal")
          .whereLayer("registry")
          .mayOnlyBeAccessedByLayers("pipeline", "enforce", "reference");

  @ArchTest
  static final ArchRule NO_FRAMEWORK =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micronaut..", "io.sluice.sandbox..");

  @ArchTest
  static final ArchRule MEASUREMENTS_ARE_PLAIN_JAVA =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("io.sluice.pipeline.measurement")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.slf4j..", "io.micrometer..");

  @ArchTest
  static final ArchRule TOPOLOGIES_BY_HAND =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka.streams.kstream..");
}
