package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From sample records, and from the canvas, to a contract that lints, by the command line alone.
 */
class InitFromRecordsTest {

  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
  private static final Path POLICY = REPOSITORY.resolve("contracts/policy.yaml");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int sluice(Object... args) {
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    return SluiceCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private int answering(String answers, Object... args) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)));
      return sluice(args);
    } finally {
      System.setIn(before);
    }
  }

  private static List<String> people() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      lines.add(
          ("{\"id\":\"p-%05d\",\"full_name\":\"Secretive Person\",\"contact\":\"secret%d@example.com\","
                  + "\"gender\":\"%s\",\"address\":{\"country\":\"%s\"},\"phone_verified\":%b,"
                  + "\"plan\":\"%s\",\"score\":%d,\"labels\":{\"a-b\":\"x\",\"c d\":\"y\"}}")
              .formatted(
                  i,
                  i,
                  i % 2 == 0 ? "SECRETF" : "SECRETM",
                  i % 2 == 0 ? "SECRETIA" : "SECRETSTAN",
                  i % 2 == 0,
                  i % 2 == 0 ? "BASIC" : "PREMIUM",
                  i % 50));
    }
    return lines;
  }

  private Path file(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }

  @Test
  void proposalsStandInTheContractAndInTheOutput() throws IOException {
    Path records = file("people.ndjson", people());

    assertThat(sluice("init", "--from", records, "--record", "Person", "--output", folder))
        .isZero();

    assertThat(folder.resolve("person.odcs.yaml"))
        .content()
        .contains(
            "primaryKey: true # proposed: none twice in 100 records",
            "pattern: \"^[a-z]-[0-9]{5}$\" # proposed",
            "maximum: 100 # proposed: seen 0 to 49 in 100 records");
    assertThat(folder.resolve("Person.avsc")).content().contains("BASIC", "\"type\" : \"map\"");
    assertThat(out.toString())
        .contains(
            "Wrote " + folder.resolve("Person.avsc") + ": the schema",
            "Proposed from 100 records",
            "score: from 0 to 100 (seen 0 to 49 in 100 records)",
            "full_name: personal data, redacted (its name)",
            "contact: personal data, redacted (e-mail addresses)",
            "What they could not tell:",
            "no field is a timestamp");
    Path contract = folder.resolve("person.odcs.yaml");
    assertThat(sluice("lint", contract)).isZero();
    assertThat(sluice("test", contract, records)).isZero();
    assertThat(out.toString())
        .contains("0 errors, 0 warnings, 0 notes", "100 compliant, 0 violating");
  }

  @Test
  void noValueOfAPersonalFieldIsWrittenOrPrinted() throws IOException {
    Path records = file("people.ndjson", people());

    assertThat(sluice("init", "--from", records, "--output", folder)).isZero();

    String written =
        Files.readString(folder.resolve("people.odcs.yaml"))
            + Files.readString(folder.resolve("People.avsc"))
            + out;
    assertThat(written.toLowerCase(Locale.ROOT)).doesNotContain("secret", "example.com");
    assertThat(written).contains("classification: pii", "value: redact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "people.json.gz", "people.csv"})
  void recordsComeInEveryFormThatTestReads(String form) throws IOException {
    Path output = folder.resolve("it");
    Path contract = output.resolve("person.odcs.yaml");
    String csv = "person id,weight,on\n1,2.5,2026-01-31T06:00:00Z\n2,,2026-01-31T07:00:00Z\n";
    Path file = folder.resolve(form.equals("-") ? "x.ndjson" : form);
    if (form.endsWith(".gz")) {
      try (GZIPOutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
        zipped.write(("[" + String.join(",", people()) + "]").getBytes(StandardCharsets.UTF_8));
      }
    } else {
      Files.writeString(file, form.endsWith(".csv") ? csv : String.join("\n", people()));
    }

    int code =
        form.equals("-")
            ? answering(
                Files.readString(file),
                "init",
                "--from",
                "-",
                "--input-format",
                "ndjson",
                "--record",
                "Person",
                "--output",
                output)
            : sluice("init", "--from", file, "--record", "Person", "--output", output);

    assertThat(code).as(err.toString()).isZero();
    assertThat(sluice("lint", contract)).isZero();
    assertThat(sluice("test", contract, file)).as(out.toString()).isZero();
    if (form.endsWith(".csv")) {
      assertThat(contract)
          .content()
          .contains("name: person_id", "physicalName: person id", "physicalType: timestamp-millis");
    }
  }

  @Test
  void theCanvasAsksWhatNoOptionAnswers() throws IOException {
    Path records = REPOSITORY.resolve("data/earthquakes.ndjson");
    String answers =
        """
        Seismology data
        seismo-oncall
        Every earthquake of the feed, as the networks report it.
        risk-model, dashboards
        #seismology
        https://chat.example.com/seismology
        raw.quakes

        internal
        freshness often
        freshness 1h 99%, availability 99.9%
        """;

    int code =
        answering(
            answers,
            "init",
            "--canvas",
            "--domain",
            "seismology",
            "--from",
            records,
            "--record",
            "Earthquake",
            "--output",
            folder);

    assertThat(code).as(err.toString()).isZero();
    assertThat(err.toString())
        .contains("Which team owns it?", "an objective is ")
        .doesNotContain("Which domain");
    Path contract = folder.resolve("earthquake.odcs.yaml");
    assertThat(contract)
        .content()
        .contains(
            "id: seismology.earthquake",
            "domain: seismology",
            "- username: risk-model",
            "value: raw.quakes",
            "classification: internal",
            "value: 1\n    unit: h\n    element: Earthquake.time");
    assertThat(sluice("lint", contract)).isZero();
    assertThat(sluice("test", contract, records)).isZero();
    // The organisation's policy asks for descriptions of fields, which nobody but people know.
    assertThat(sluice("lint", contract, "--policy", POLICY)).isEqualTo(1);
    assertThat(out.toString().lines().filter(line -> line.startsWith("ERROR")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith("[policy.field-described]"));
  }

  @Test
  void theCanvasAloneGivesAContractThatLintsAndKeepsThePolicy() {
    Path contract = folder.resolve("orders.odcs.yaml");

    assertThat(
            answering(
                "",
                "init",
                "--canvas",
                "--record",
                "Orders",
                "--domain",
                "sales",
                "--team",
                "Shop",
                "--owner",
                "shop-oncall",
                "--purpose",
                "Orders, for those who forecast demand.",
                "--support-channel",
                "#orders",
                "--support-url",
                "https://chat.example.com/orders",
                "--input",
                "the web shop",
                "--objective",
                "availability 99.9%",
                "--objective",
                "freshness 5m 99%",
                "--output",
                folder))
        .isZero();

    assertThat(out.toString())
        .contains("Left to you (docs/contracts.md): the Avro schema", "freshness was left out");
    assertThat(contract).content().contains("inputPorts", "- the web shop", "id: sales.orders");
    assertThat(sluice("lint", contract, "--policy", POLICY)).as(out.toString()).isZero();
  }

  @Test
  void aFeedThatIsOneRecordIsSaidToBeOne() throws IOException {
    Path feed = file("feed.json", List.of("{\"features\":[{\"a\":1},{\"a\":2}]}"));

    assertThat(sluice("init", "--from", feed, "--output", folder)).isZero();

    assertThat(out.toString())
        .contains("this is one record, which has 2 objects in features", "jq -c '.features[]'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "nonsense"})
  void fromNoRecordsNothingIsDrafted(String text) throws IOException {
    Path file = file("none.json", List.of(text));

    assertThat(sluice("init", "--from", file, "--output", folder)).isEqualTo(2);

    assertThat(err.toString()).contains("there are no records in");
  }

  @Test
  void whatToDraftFromHasToBeSaid() {
    assertThat(sluice("init")).isEqualTo(2);
    assertThat(err.toString()).contains("--schema FILE, --from RECORDS or --canvas");
  }
}
