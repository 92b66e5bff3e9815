package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ThroughputCommandTest {

  private static String refused(String... arguments) {
    StringWriter error = new StringWriter();
    CommandLine line = new CommandLine(new ThroughputCommand()).setErr(new PrintWriter(error));
    assertThat(line.execute(arguments)).isEqualTo(2);
    return error.toString();
  }

  @Test
  void whatCantBeMeasuredIsRefusedBeforeAnythingStarts() {
    assertThat(refused("--measured", "--masked")).contains("name one");
    assertThat(refused("--rounds", "0")).contains("1 or more, not 0");
    assertThat(refused("--rounds", "some")).contains("--rounds");
  }
}
