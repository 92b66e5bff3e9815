package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo, as its user runs it, on a sandbox of its own. */
class DemoIT {

  @ParameterizedTest
  @CsvSource({
    "--dataset earthquakes, 1707, 1679, 28, type.invalidValues",
    "--dataset flights, 20000, 19977, 23, delay.maximum",
    "--dataset orders, 10000, 5000, 5000, schema.missingField",
    "--dataset orders --variant nullable, 10000, 5000, 5000, order_value.required"
  })
  void everyRecordComesOutOnceAndTheReasonIsNamed(
      String options, int consumed, int product, int deadLetter, String rule) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] args = ("demo --json " + options).split(" ", -1);

    int code = SluiceCommand.execute(new PrintWriter(out), new PrintWriter(err), args);

    assertThat(code).as(err.toString()).isEqualTo(ExitCode.FINE);
    JsonNode json = new ObjectMapper().readTree(out.toString().lines().toList().getLast());
    assertThat(json.path("consumed").asInt()).isEqualTo(consumed);
    assertThat(json.path("product").asInt()).isEqualTo(product);
    assertThat(json.path("deadLetter").asInt()).isEqualTo(deadLetter);
    assertThat(json.path("violations").path(rule).asInt()).isEqualTo(deadLetter);
    assertThat(json.path("violations").size()).isEqualTo(1);
  }
}
