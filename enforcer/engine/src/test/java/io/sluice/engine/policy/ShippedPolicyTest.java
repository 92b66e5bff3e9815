package io.sluice.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The policy that ships, held against the cases beside it: in {@code policy-cases/<rule>} files
 * whose names begin with {@code good} break no rule at all, and those with {@code bad} break that
 * one and no other.
 */
class ShippedPolicyTest {

  private static final Path CONTRACTS = Path.of("../../contracts");
  private static final Path CASES = CONTRACTS.resolve("policy-cases");
  private static final Instant NOW = Instant.parse("2026-06-10T00:00:00Z");

  private final Policy policy = read(CONTRACTS.resolve(Policy.FILE));

  private static Policy read(Path file) {
    try {
      return Policy.parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> below(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  static List<Path> cases() throws IOException {
    return below(CASES, ".yaml");
  }

  static List<Path> contracts() throws IOException {
    return below(CONTRACTS, ".odcs.yaml");
  }

  @Test
  void thePolicyMakesSense() {
    assertThat(policy.findings()).isEmpty();
    assertThat(policy.rules()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void everyShippedContractKeepsIt(Path file) throws IOException {
    assertThat(policy.judge(ContractFile.read(file), NOW)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aGoodCaseBreaksNoRuleAndABadOneTheRuleThatItIsAbout(Path file) throws IOException {
    String rule = "policy." + file.getName(file.getNameCount() - 2);
    ContractFile contract = ContractFile.read(file);
    List<String> broken = policy.judge(contract, NOW).stream().map(Finding::rule).toList();

    assertThat(contract.contract()).isPresent();
    assertThat(broken)
        .isEqualTo(file.getFileName().toString().startsWith("good") ? List.of() : List.of(rule));
  }

  @Test
  void everyRuleHasAGoodCaseAndABadOne() throws IOException {
    for (String rule : policy.rules()) {
      Path folder = CASES.resolve(rule.substring("policy.".length()));
      List<String> names =
          below(folder, ".yaml").stream().map(file -> file.getFileName().toString()).toList();
      assertThat(names).as(rule).anyMatch(name -> name.startsWith("good"));
      assertThat(names).as(rule).anyMatch(name -> name.startsWith("bad"));
    }
    try (Stream<Path> folders = Files.list(CASES)) {
      assertThat(folders.map(folder -> "policy." + folder.getFileName()))
          .containsExactlyInAnyOrderElementsOf(policy.rules());
    }
  }
}
