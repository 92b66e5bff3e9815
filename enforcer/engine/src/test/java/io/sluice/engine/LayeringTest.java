package io.sluice.engine;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/**
 * The engine's layers, from the ground up: findings say where a problem stands; the contract is the
 * model; objectives are the arithmetic of what is promised and slis what a contract promises; odcs
 * reads a contract from its standard; verdicts are outcomes; texts are judged by their formats and
 * patterns; the walk judges bytes; observers note what a walk has passed, and rewriters write what
 * the product gets of it; the plan compiles a contract into a walk, an observer and a rewriter;
 * samples are judged by plans; a profile is what samples show of themselves, and what could be
 * asked of their like; authoring reads a contract and its schema as one, and drafts it; lifecycle
 * is the way of a contract from draft to its end; change compares what authoring has read, and
 * policy holds it against an organisation's own rules. Each knows only what stands before it. None
 * knows Kafka, Micronaut or HTTP, so that a producer can put the engine into a unit test.
 */
@AnalyzeClasses(packages = "io.sluice.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("finding")
          .definedBy("io.sluice.engine.finding")
          .layer("contract")
          .definedBy("io.sluice.engine.contract")
          .layer("objective")
          .definedBy("io.sluice.engine.objective")
          .layer("sli")
          .definedBy("io.sluice.engine.sli")
          .layer("odcs")
          .definedBy("io.sluice.engine.odcs")
          .layer("verdict")
          .definedBy("io.sluice.engine.verdict")
          .layer("text")
          .definedBy("io.sluice.engine.text")
          .layer("walk")
          .definedBy("io.sluice.engine.walk")
          .layer("observe")
          .definedBy("io.sluice.engine.observe")
          .layer("rewrite")
          .definedBy("io.sluice.engine.rewrite")
          .layer("plan")
          .definedBy("io.sluice.engine.plan")
          .layer("sample")
          .definedBy("io.sluice.engine.sample")
          .layer("profile")
          .definedBy("io.sluice.engine.profile")
          .layer("authoring")
          .definedBy("io.sluice.engine.authoring")
          .layer("lifecycle")
          .definedBy("io.sluice.engine.lifecycle")
          .layer("change")
          .definedBy("io.sluice.engine.change")
          .layer("policy")
          .definedBy("io.sluice.engine.policy")
          .whereLayer("policy")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("change")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("lifecycle")
          .mayOnlyBeAccessedByLayers("change", "policy")
          .whereLayer("authoring")
          .mayOnlyBeAccessedByLayers("change", "policy")
          .whereLayer("odcs")
          .mayOnlyBeAccessedByLayers("authoring", "change", "policy")
          .whereLayer("profile")
          .mayOnlyBeAccessedByLayers("authoring")
          .whereLayer("sample")
          .mayOnlyBeAccessedByLayers("profile")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("authoring", "sample", "change")
          .whereLayer("observe")
          .mayOnlyBeAccessedByLayers("rewrite", "plan")
          .whereLayer("rewrite")
          .mayOnlyBeAccessedByLayers("plan")
          .whereLayer("walk")
          .mayOnlyBeAccessedByLayers("observe", "rewrite", "plan", "sample")
          .whereLayer("sli")
          .mayOnlyBeAccessedByLayers("odcs", "observe", "plan", "lifecycle", "change", "policy")
          .whereLayer("objective")
          .mayOnlyBeAccessedByLayers("sli", "change", "policy")
          .whereLayer("text")
          .mayOnlyBeAccessedByLayers("authoring", "odcs", "walk", "observe", "plan")
          .whereLayer("contract")
          .mayOnlyBeAccessedByLayers(
              "authoring",
              "sli",
              "odcs",
              "walk",
              "rewrite",
              "plan",
              "sample",
              "lifecycle",
              "change",
              "policy")
          .whereLayer("verdict")
          .mayOnlyBeAccessedByLayers("walk", "plan", "sample")
          .whereLayer("finding")
          .mayOnlyBeAccessedByLayers(
              "authoring", "contract", "sli", "odcs", "plan", "lifecycle", "change", "policy");

  @ArchTest
  static final ArchRule NO_STREAMS_NO_FRAMEWORK_NO_NETWORK =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "io.micronaut..", "java.net..", "java.sql..", "io.apicurio..");
}
