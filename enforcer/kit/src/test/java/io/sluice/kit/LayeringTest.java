package io.sluice.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The kit's layers: an event contract judges; assertions, the extension of JUnit and the
 * interceptor of Kafka each hand events to it, and none knows the others. A build without Kafka can
 * have the assertions, a program without JUnit the interceptor.
 */
@AnalyzeClasses(packages = "io.sluice.kit", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

  @ArchTest
  static final ArchRule THE_CONTRACT_KNOWS_NONE_OF_THEM =
      noClasses()
          .that()
          .resideInAPackage("io.sluice.kit")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.sluice.kit.(*)..", "org.junit..", "org.slf4j..");

  @ArchTest
  static final ArchRule KAFKA_IS_NAMED_WHERE_THERE_IS_A_RECORD_OF_IT =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sluice.kit.kafka")
          .and()
          .doNotHaveFullyQualifiedName("io.sluice.kit.SentRecord")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule THE_INTERCEPTOR_NEEDS_NO_TEST_LIBRARY =
      noClasses()
          .that()
          .resideInAPackage("io.sluice.kit.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.junit..", "io.sluice.kit.assertions..");
}
