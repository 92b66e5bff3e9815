package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart as Helm renders it. A file under {@code values/} is a set of values that must render,
 * one under {@code refused/} is added to the minimal set and must be refused with the message of
 * its first line; both are added without touching this class.
 */
class ChartTest {

  private static final Path MINIMAL = Repository.RESOURCES.resolve("values/minimal.yaml");

  static Stream<Path> values() throws IOException {
    return Repository.resources("values");
  }

  static Stream<Path> refused() throws IOException {
    return Repository.resources("refused");
  }

  @Test
  void theChartIsLintedStrictly() {
    LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("values")
  void theChartIsLintedStrictlyWithEverySetOfValues(Path values) throws IOException {
    LintResult result = Chart.lint(values);

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @Test
  void aClusterThatIsTooOldIsRefused() {
    assertThatThrownBy(() -> Chart.render("1.26.9", MINIMAL))
        .hasMessageContaining("chart requires kubeVersion");
  }

  @ParameterizedTest
  @MethodSource("values")
  void everySetOfValuesRendersToWhatIsOnFile(Path values) throws IOException {
    String rendered = Rendered.of(values).text();

    Path expected = Repository.RESOURCES.resolve("rendered").resolve(values.getFileName());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, rendered);
    }
    assertThat(rendered).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void valuesThatCantBeMeantAreRefusedSayingWhy(Path values) throws IOException {
    String message = Files.readAllLines(values).getFirst().substring("# ".length());

    assertThatThrownBy(() -> Rendered.of(MINIMAL, values)).hasMessageContaining(message);
  }
}
