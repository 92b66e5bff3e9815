package io.sluice.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which steps a contract may take, and what it needs where it stands. */
class LifecycleTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);
  private static final Location STATUS = new Location("c.odcs.yaml", 5, 9);
  private static final String APPROVED =
      "{property: sluice.approvals, value: [{role: domain, who: a, date: \"2026-06-01\"},"
          + " {role: governance, who: b, date: \"2026-06-10\"}]}";

  private static Contract contract(String status, String promises, String... properties) {
    String text =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: shop.orders
        version: 1.2.0
        status: %s
        slaProperties: [%s]
        customProperties: [%s]
        """
            .formatted(status, promises, String.join(", ", properties));
    return ContractFile.of("c.odcs.yaml", text, url -> "").contract().orElseThrow();
  }

  private static Contract ending(String status, String day, String... more) {
    return contract(
        status,
        "{id: end, property: endOfLife, value: \"%s\"}".formatted(day),
        String.join(", ", more));
  }

  private static List<String> stepped(Contract before, Contract now) {
    return printed(Lifecycle.check(now, STATUS, Optional.of(before), false, TODAY));
  }

  private static List<String> printed(List<Finding> findings) {
    return findings.stream().map(f -> f.message() + " [" + f.rule() + "]").toList();
  }

  @ParameterizedTest
  @CsvSource({
    "proposed, draft",
    "draft, proposed",
    "draft, active",
    "proposed, active",
    "draft, retired",
    "active, active",
    "active, deprecated",
    "deprecated, active",
    "retired, retired"
  })
  void aContractMayTakeTheseSteps(String from, String to) {
    Contract before = ending(from, "2027-01-01", APPROVED);

    assertThat(stepped(before, ending(to, "2027-01-01", APPROVED))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "retired, active, a retired contract never returns",
    "retired, draft, a retired contract never returns",
    "retired, deprecated, a retired contract never returns",
    "active, draft, 'the contract is active, and can''t become draft again'",
    "deprecated, proposed, 'the contract is deprecated, and can''t become proposed again'",
    "active, retired, deprecate the contract first",
    "deprecated, retired, the contract lives until 2027-01-01",
    "draft, deprecated, what was never active can't be deprecated"
  })
  void andNotThese(String from, String to, String why) {
    Contract before = ending(from, "2027-01-01", APPROVED);

    assertThat(stepped(before, ending(to, "2027-01-01", APPROVED)))
        .singleElement()
        .asString()
        .startsWith(why)
        .endsWith("[lifecycle.step]");
  }

  @Test
  void aDeprecatedContractIsRetiredOnceItsAnnouncedDayHasCome() {
    Contract now = contract("retired", "");

    assertThat(stepped(ending("deprecated", "2026-06-10"), now)).isEmpty();
    assertThat(stepped(ending("deprecated", "2026-06-11"), ending("retired", "2026-06-01")))
        .containsExactly("the contract lives until 2026-06-11, as was announced [lifecycle.step]");
    assertThat(stepped(contract("deprecated", ""), now))
        .containsExactly("announce an endOfLife before the contract is retired [lifecycle.step]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"active", "deprecated"})
  void whatIsInForceNeedsDomainAndGovernance(String status) {
    assertThat(
            printed(
                Lifecycle.check(
                    ending(status, "2027-01-01"), STATUS, Optional.empty(), false, TODAY)))
        .containsExactly(
            "what is %s needs the approval of domain, in sluice.approvals [lifecycle.approval]"
                .formatted(status),
            "what is %s needs the approval of governance, in sluice.approvals [lifecycle.approval]"
                .formatted(status));
  }

  @Test
  void anApprovalThatIsHalfWrittenOrOfADayToComeIsNone() {
    Contract contract =
        contract(
            "active",
            "",
            "{property: sluice.approvals, value: [{role: domain, who: a}, domain,"
                + " {role: governance, who: b, date: \"2026-06-11\"}]}");

    assertThat(printed(Lifecycle.check(contract, STATUS, Optional.empty(), false, TODAY)))
        .containsExactly(
            "an approval says role, who and date, such as 2026-06-01 [lifecycle.approval]",
            "an approval says role, who and date, such as 2026-06-01 [lifecycle.approval]",
            "the approval is of a day to come [lifecycle.approval]",
            "what is active needs the approval of domain, in sluice.approvals [lifecycle.approval]",
            "what is active needs the approval of governance, in sluice.approvals"
                + " [lifecycle.approval]");
  }

  @Test
  void aDeprecatedContractSaysWhenItEndsAndWhatComesAfterIt() {
    assertThat(
            printed(
                Lifecycle.check(
                    contract("deprecated", "", APPROVED), STATUS, Optional.empty(), true, TODAY)))
        .containsExactly(
            "what is deprecated says when it ends: slaProperties with endOfLife or endOfSupport,"
                + " such as 2027-06-30 [lifecycle.sunset]",
            "a newer major version is published: name it in sluice.replacedBy"
                + " [lifecycle.replacement]");
    assertThat(
            printed(
                Lifecycle.check(
                    ending(
                        "deprecated",
                        "2027-06-30",
                        APPROVED,
                        "{property: sluice.replacedBy, value: \"shop.orders:2.0.0\"}"),
                    STATUS,
                    Optional.empty(),
                    true,
                    TODAY)))
        .isEmpty();
  }

  @Test
  void readersAreToldOfTheEndAndOfNothingElse() {
    assertThat(printed(Lifecycle.notes(contract("active", ""), STATUS, TODAY))).isEmpty();
    assertThat(printed(Lifecycle.notes(ending("deprecated", "2027-06-30"), STATUS, TODAY)))
        .containsExactly(
            "the contract is deprecated; endOfLife is 2027-06-30 [lifecycle.deprecated]");
  }
}
