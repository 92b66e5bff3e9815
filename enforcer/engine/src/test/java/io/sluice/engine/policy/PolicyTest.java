package io.sluice.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies, and what they find in contracts. */
class PolicyTest {

  private static final Instant NOW = Instant.parse("2026-06-10T00:00:00Z");

  private static final ContractFile CONTRACT =
      ContractFile.of(
          "c.odcs.yaml",
          """
          apiVersion: v3.1.0
          kind: DataContract
          id: shop.orders
          version: 1.2.0
          status: active
          tags: [revenue, 7]
          schema:
            - name: Order
              physicalType: topic
              physicalName: shop.orders.v1
              properties:
                - {name: order_id, logicalType: string}
                - name: lines
                  logicalType: array
                  items:
                    logicalType: object
                    properties: [{name: sku, logicalType: string}]
          customProperties:
            - {property: costCentre, value: 12}
            - {property: share, value: 0.5}
            - {property: sluice.noticePeriod, value: 7d}
          """,
          url -> "");

  private static Policy policy(String rules) {
    return Policy.parse("policy.yaml", "policy:\n" + rules);
  }

  private static List<String> judged(String rules) {
    Policy policy = policy(rules);
    assertThat(policy.findings()).isEmpty();
    return printed(policy.judge(CONTRACT, NOW));
  }

  private static List<String> printed(List<Finding> findings) {
    return findings.stream()
        .map(f -> f.severity() + " " + f.location() + " " + f.message() + " [" + f.rule() + "]")
        .toList();
  }

  private static boolean holds(String expression) {
    return judged("  - {id: r, message: m, expression: \"" + expression + "\"}").isEmpty();
  }

  @Test
  void aBrokenRulePointsAtTheKeyThatItNames() {
    assertThat(
            judged(
                """
                - {id: no-actives, severity: warning, at: status, message: not yet, expression: "contract.status != 'active'"}
                - {id: long-notice, at: sluice.noticePeriod, message: longer, expression: "contract.noticePeriod >= duration('240h')"}
                - {id: owned, at: team, message: by whom, expression: "contract.team.name != ''"}
                """))
        .containsExactly(
            "ERROR c.odcs.yaml:1:1 by whom [policy.owned]",
            "WARNING c.odcs.yaml:5:9 not yet [policy.no-actives]",
            "ERROR c.odcs.yaml:21:44 longer [policy.long-notice]");
  }

  @Test
  void aRuleOfFieldsIsJudgedOfEachOfThemAndPointsAtThem() {
    assertThat(
            judged(
                """
                - {id: described, for: field, message: say what it is, expression: "field.description != ''"}
                """))
        .containsExactly(
            "ERROR c.odcs.yaml:12:16 order_id: say what it is [policy.described]",
            "ERROR c.odcs.yaml:13:15 lines: say what it is [policy.described]",
            "ERROR c.odcs.yaml:17:31 lines.sku: say what it is [policy.described]");
  }

  @Test
  void whatAContractDoesNotSayIsEmptyAndHasTells() {
    assertThat(holds("contract.domain == '' && !has(contract.domain) && has(contract.id)"))
        .isTrue();
    assertThat(holds("!has(contract.endOfLife) && !has(contract.team)")).isTrue();
  }

  @Test
  void allThatIsWrittenCanBeNamed() {
    assertThat(holds("'revenue' in contract.document.tags && 7 in contract.document.tags"))
        .isTrue();
    assertThat(holds("contract.custom['costCentre'] == 12 && contract.custom['share'] == 0.5"))
        .isTrue();
  }

  @Test
  void aRuleThatCanNotBeJudgedIsBroken() {
    assertThat(
            judged(
                """
                - {id: r, severity: info, message: m, expression: "contract.custom['absent'] == 1"}
                """))
        .singleElement()
        .asString()
        .startsWith("ERROR c.odcs.yaml:1:1 the rule of the policy can't be judged: ")
        .contains("absent");
  }

  @Test
  void aPolicyThatMakesNoSenseSaysWhere() {
    Policy policy =
        policy(
            """
            - {id: Owner, message: m, expression: "true"}
            - {id: a, severity: fatal, message: m, expression: "true"}
            - {id: b, message: m, expression: "contract.ownr == ''"}
            - {id: c, message: m, expression: "field.name == ''"}
            - {id: d, message: m, expression: "contract.name"}
            - {id: d, mesage: m, expression: "true"}
            """);

    assertThat(printed(policy.findings()))
        .containsExactly(
            "ERROR policy.yaml:2:8 an id has small letters, digits and single hyphens [policy.invalid]",
            "ERROR policy.yaml:3:21 severity must be one of error, warning, info [policy.invalid]",
            "ERROR policy.yaml:4:35 the expression makes no sense: undefined field 'ownr' (line 1, column 9) [policy.invalid]",
            "ERROR policy.yaml:5:35 the expression makes no sense: undeclared reference to 'field' (in container '') (line 1, column 1) [policy.invalid]",
            "ERROR policy.yaml:6:35 the expression makes no sense: it gives string; a condition gives a bool [policy.invalid]",
            "ERROR policy.yaml:7:19 unknown key mesage, did you mean message?; there are id, severity, for, at, message, expression [policy.invalid]",
            "ERROR policy.yaml:7:8 there is a rule d already [policy.invalid]",
            "ERROR policy.yaml:7:3 a rule needs message [policy.invalid]");
  }

  @Test
  void aContractThatCanNotBeReadBreaksNoRule() {
    Policy policy = policy("  - {id: r, message: m, expression: \"false\"}\n");

    assertThat(policy.judge(ContractFile.of("c", "[", url -> ""), NOW)).isEmpty();
  }
}
