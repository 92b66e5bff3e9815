package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a schema to a contract that judges, by the command line alone. */
class InitTest {

  private static final String SCHEMA =
      """
      {"type":"record","name":"PageView","namespace":"com.example.web","doc":"One view: one page.",
       "fields":[{"name":"url","type":"string"},{"name":"previous","type":["null","PageView"]}]}
      """;

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

  private Path schema() throws IOException {
    return Files.writeString(folder.resolve("PageView.avsc"), SCHEMA);
  }

  private Path views(String codec) throws IOException {
    Schema schema = new Schema.Parser().parse(SCHEMA);
    Path file = folder.resolve("views.avro");
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(CodecFactory.fromString(codec));
      writer.create(schema, file.toFile());
      writer.append(new GenericRecordBuilder(schema).set("url", "/").set("previous", null).build());
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "xz", "zstandard"})
  void anAvroFileGivesAContractThatItsRecordsKeep(String codec) throws IOException {
    Path views = views(codec);
    Path contract = folder.resolve("web/page-view.odcs.yaml");

    assertThat(sluice("init", "--from", views, "--output", folder.resolve("web"))).isZero();
    assertThat(out.toString())
        .contains(
            "Wrote " + contract + ": a draft of web.page-view:1.0.0",
            "Wrote " + folder.resolve("web/PageView.avsc"),
            "bin/sluice lint " + contract,
            "bin/sluice test " + contract + " " + views);
    assertThat(sluice("lint", contract)).isZero();
    assertThat(out.toString()).contains("0 errors, 0 warnings, 0 notes");
    assertThat(sluice("test", contract, views)).isZero();
    assertThat(out.toString()).contains("1 records: 1 compliant, 0 violating");
  }

  @Test
  void aSchemaIsNamedFromWhereTheContractStands() throws IOException {
    Path contract = folder.resolve("contracts/web/page-view.odcs.yaml");

    assertThat(sluice("init", "--schema", schema(), "--output", folder.resolve("contracts/web")))
        .isZero();

    assertThat(contract).content().contains("url: ../../PageView.avsc\n");
    assertThat(folder.resolve("contracts/web")).isDirectoryNotContaining("glob:**.avsc");
    assertThat(sluice("lint", contract)).isZero();
  }

  @Test
  void idVersionAndTopicCanBeGiven() throws IOException {
    assertThat(
            sluice(
                "init",
                "--schema",
                schema(),
                "--id",
                "shop.views",
                "--contract-version",
                "2.1.0",
                "--topic",
                "views",
                "--json",
                "--output",
                folder))
        .isZero();

    assertThat(out.toString())
        .contains("\"id\":\"shop.views\",\"version\":\"2.1.0\",\"topic\":\"views\"")
        .hasLineCount(1);
    assertThat(folder.resolve("views.odcs.yaml"))
        .content()
        .contains("id: shop.views\n", "version: 2.1.0\n", "physicalName: views\n");
  }

  @Test
  void whatHadToBeChangedInTheFilesSchemaIsSaid() throws IOException {
    String text = SCHEMA.replace("com.example.web", "com.example.Views$");
    Schema schema = new Schema.Parser(NameValidator.NO_VALIDATION).parse(text);
    Path file = folder.resolve("views.avro");
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
      writer.append(new GenericRecordBuilder(schema).set("url", "/").set("previous", null).build());
    }

    assertThat(sluice("init", "--from", file, "--output", folder)).isZero();

    assertThat(out.toString())
        .contains("changed: namespace com.example.Views$ is com.example.Views");
    assertThat(sluice("test", folder.resolve("page-view.odcs.yaml"), file)).isZero();
  }

  @Test
  void aDryRunPrintsTheContractAndWritesNothing() throws IOException {
    Path schema = schema();
    Path output = folder.resolve("nowhere");

    assertThat(sluice("init", "--schema", schema, "--output", output, "--dry-run")).isZero();

    assertThat(out.toString())
        .contains("kind: DataContract", "description: \"One view: one page.\"");
    assertThat(output).doesNotExist();
  }

  @Test
  void nothingIsOverwrittenUnlessForced() throws IOException {
    Path views = views("null");
    Path schema = Files.writeString(folder.resolve("PageView.avsc"), "mine");

    assertThat(sluice("init", "--from", views, "--output", folder)).isEqualTo(2);
    assertThat(err.toString()).contains(schema + " is there already", "--force");
    assertThat(schema).hasContent("mine");
    assertThat(folder.resolve("page-view.odcs.yaml")).doesNotExist();

    assertThat(sluice("init", "--from", views, "--output", folder, "--force")).isZero();
    assertThat(schema).content().contains("PageView");
  }

  @Test
  void aDraftThatWouldNotLintIsNotWritten() throws IOException {
    assertThat(sluice("init", "--schema", schema(), "--output", folder, "--id", "page views"))
        .isEqualTo(2);

    assertThat(err.toString()).contains("ERROR", "--id");
    assertThat(folder).isDirectoryNotContaining("glob:**.odcs.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"string\"", "[\"null\",\"int\"]", "{}", "nonsense", "{\"type\":\"record\"}"})
  void whatIsNoRecordSchemaIsRefusedInAWord(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("it.avsc"), text);

    assertThat(sluice("init", "--schema", file, "--output", folder)).isEqualTo(2);

    assertThat(err.toString()).startsWith("sluice: ").doesNotContain("defect");
  }

  @Test
  void whatIsNoAvroFileIsRefused() throws IOException {
    assertThat(sluice("init", "--from", schema())).isEqualTo(2);
    assertThat(err.toString()).contains("PageView.avsc does not say by its name");
  }
}
