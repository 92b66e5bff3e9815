package io.sluice.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryProcessTest {

  @ParameterizedTest
  @ValueSource(strings = {"QUARKUS_HTTP_SSL_PORT", "APICURIO_STORAGE_KIND", "JAVA_TOOL_OPTIONS"})
  void theUsersOwnSettingsDoNotReachIntoTheSandboxesRegistry(String variable) {
    assertThat(RegistryProcess.wouldConfigure(variable)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATH", "HOME", "JAVA_HOME", "LD_LIBRARY_PATH"})
  void whatTheJvmItselfNeedsStays(String variable) {
    assertThat(RegistryProcess.wouldConfigure(variable)).isFalse();
  }

  @Test
  void whatRunsBesideTheRegistrysClassesNeedsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.sluice.sandbox.child")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.sluice.sandbox.child", "org.jspecify..")
        .check(new ClassFileImporter().importPackages("io.sluice.sandbox.child"));
  }
}
