package io.sluice.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide to policies, docs/policy.md. */
class PolicyGuideTest {

  private static final Path GUIDE = Path.of("../../docs/policy.md");

  @ParameterizedTest
  @ValueSource(
      classes = {
        ContractView.class,
        ContractView.Field.class,
        ContractView.Team.class,
        ContractView.Member.class,
        ContractView.Channel.class,
        ContractView.Promise.class,
        ContractView.Approval.class
      })
  void namesAllThatExpressionsCanName(Class<? extends Record> view) throws IOException {
    String guide = Files.readString(GUIDE);

    for (RecordComponent component : view.getRecordComponents()) {
      assertThat(guide).contains("." + component.getName() + "`");
    }
  }

  @Test
  void itsPolicyMakesSense() throws IOException {
    String guide = Files.readString(GUIDE);
    int start = guide.indexOf("```yaml\n") + "```yaml\n".length();

    assertThat(Policy.parse("policy.md", guide.substring(start, guide.indexOf("```", start))))
        .satisfies(policy -> assertThat(policy.findings()).isEmpty())
        .satisfies(
            policy ->
                assertThat(policy.rules())
                    .containsExactly("policy.personal-masked", "policy.notice-period"));
  }
}
