package io.sluice.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The packages of commands stand side by side, by who types them: each knows what all have in
 * common, and what it is about; none but the stage, which makes keys, knows another's commands.
 */
@AnalyzeClasses(packages = "io.sluice.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.sluice.cli.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WHAT_COMMANDS_ARE_ABOUT_KNOWS_NONE =
      noClasses()
          .that(
              resideInAPackage("io.sluice.cli.(letter|sli|doctor|report)..")
                  .or(resideInAPackage("io.sluice.cli.console")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.sluice.cli.draft",
              "io.sluice.cli.gate",
              "io.sluice.cli.export.command",
              "io.sluice.cli.keys",
              "io.sluice.cli.oncall",
              "io.sluice.cli.stage");
}
