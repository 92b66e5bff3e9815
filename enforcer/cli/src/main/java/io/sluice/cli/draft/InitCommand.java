package io.sluice.cli.draft;

import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.OutputFormat;
import io.sluice.cli.console.Progress;
import io.sluice.engine.authoring.ContractDraft;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.engine.profile.Proposals;
import io.sluice.engine.profile.SampleProfile;
import io.sluice.engine.sample.RecordFormat;
import io.sluice.engine.sample.RecordReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drafts a contract for its author to go on from. */
@Command(
    name = "init",
    description = {
      "Drafts a contract: from an Avro schema, from sample records, by the questions of the data",
      "product canvas, or by several of these. Records that it was drafted from keep it; what is",
      "proposed from them is marked so, in the contract and in what this prints.",
      ""
    })
public final class InitCommand implements Callable<Integer> {

  private static final String SUFFIX = ".odcs.yaml";
  private static final String STANDARD_INPUT = "-";

  /** What the draft is made from: one of the two, or the canvas alone. */
  static final class Source {
    @Option(names = "--schema", paramLabel = "FILE", description = "An Avro schema (.avsc).")
    private @Nullable Path schema;

    @Option(
        names = "--from",
        paramLabel = "FILE",
        description = {
          "Sample records: .ndjson, .jsonl, .json, .csv or .avro, each with .gz behind it or not; -"
              + " for standard input. Their schema is written beside the contract, as an .avsc."
        })
    private @Nullable String records;
  }

  @ArgGroup(multiplicity = "0..1")
  private Source source = new Source();

  @Option(
      names = "--input-format",
      paramLabel = "ndjson|json|csv|avro",
      description = "How the records are written; by default what their file's name tells.")
  private @Nullable RecordFormat inputFormat;

  @Option(
      names = "--record",
      paramLabel = "NAME",
      description =
          "What Avro calls a record, where no schema says it; default: after the file of records.")
  private @Nullable String record;

  @Mixin private CanvasOptions canvas = new CanvasOptions();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The contract's id; default: the record's name, after the last of its" + " namespace.")
  private @Nullable String id;

  @Option(
      names = "--contract-version",
      paramLabel = "VERSION",
      description = "The contract's version; default: 1.0.0.")
  private @Nullable String version;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "The product topic; default: <id>.v<major version>.")
  private @Nullable String topic;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder to write to; default: this one.")
  private Path output = Path.of(".");

  @Option(names = "--force", description = "Overwrite files that are there.")
  private boolean force;

  @Option(names = "--dry-run", description = "Print the contract, and write nothing.")
  private boolean dryRun;

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (source.schema == null && source.records == null && !canvas.asks()) {
      throw CommandException.badInput(
          "say what to draft from: --schema FILE, --from RECORDS or --canvas");
    }
    if (canvas.asks() && STANDARD_INPUT.equals(source.records)) {
      throw CommandException.badInput(
          "standard input can't hold the records and the answers: name a file in --from");
    }
    canvas.complete(
        new Questions(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            spec.commandLine().getErr()));
    if (source.schema != null) {
      return fromSchema(source.schema);
    }
    return source.records == null ? fromCanvas() : fromRecords(source.records);
  }

  private int fromSchema(Path file) throws IOException {
    String text = text(file);
    ContractDraft draft = named(draft(Proposals.none(parse(file, text)))).withSchemaUrl(url(file));
    return write(draft, text, file);
  }

  private int fromCanvas() throws IOException {
    return write(named(ContractDraft.withoutSchema(recordName("product"), namespace())), "", null);
  }

  private int fromRecords(String records) throws IOException {
    SampleProfile sample = sample(records);
    if (sample.count() == 0) {
      throw CommandException.badInput("there are no records in " + records + " to draft from");
    }
    Proposals proposals = Proposals.of(sample, recordName(records), namespace());
    ContractDraft draft = named(draft(proposals));
    return write(draft, draft.schemaText(), null);
  }

  /**
   * Writes a contract, and its schema where that does not stand in a file yet.
   *
   * @param schemaFile null where it does not
   */
  private int write(ContractDraft draft, String schemaText, @Nullable Path schemaFile)
      throws IOException {
    check(draft, schemaText);
    if (dryRun) {
      print(draft.text());
      return ExitCode.FINE;
    }
    Path contract = contractFile(draft);
    refuseToOverwrite(contract);
    boolean isSchemaWritten = schemaFile == null && draft.hasSchema();
    Path schema = isSchemaWritten ? output.resolve(draft.schemaUrl()) : schemaFile;
    if (isSchemaWritten && schema != null) {
      refuseToOverwrite(schema);
      // The schema first: a contract that is there has its schema.
      write(schema, draft.schemaText());
    }
    write(contract, draft.text());
    DraftAccount account =
        new DraftAccount(
            draft,
            contract.normalize(),
            schema == null ? null : schema.normalize(),
            isSchemaWritten,
            source.records);
    print(format.isJson() ? account.json() : account.text());
    return ExitCode.FINE;
  }

  // ---- what is read

  private static Schema parse(Path file, String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (RuntimeException e) {
      // Not Avro's own alone: its parser has thrown others for texts that nobody thought of.
      throw CommandException.badInput(file + " is not an Avro schema: " + e.getMessage());
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(existing(file));
    } catch (CharacterCodingException e) {
      throw CommandException.badInput(file + " is not UTF-8");
    }
  }

  private SampleProfile sample(String records) throws IOException {
    try (Progress progress = Progress.of(spec.commandLine().getErr(), "records read")) {
      if (!records.equals(STANDARD_INPUT)) {
        Path file = existing(Path.of(records));
        RecordFormat told = inputFormat == null ? RecordReader.format(file) : inputFormat;
        return SampleProfile.of(file, told, progress::at);
      }
      if (inputFormat == null) {
        throw CommandException.badInput(
            "standard input has no name that tells how records are written: say --input-format");
      }
      return SampleProfile.of(System.in, inputFormat, "standard input", progress::at);
    }
  }

  /** As it was said, else after a file: {@code telco-churn.csv} has records TelcoChurn. */
  private String recordName(String source) {
    if (record != null) {
      return record;
    }
    String file = Path.of(source).getFileName().toString();
    StringBuilder name = new StringBuilder();
    for (String word : file.replaceFirst("\\..*", "").split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    boolean isName = !name.isEmpty() && !Character.isDigit(name.charAt(0));
    return isName ? name.toString() : "Record" + name;
  }

  private String namespace() {
    String domain = canvas.domain();
    return domain == null ? "" : domain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandException.badInput("there is no file " + file);
    }
    return file;
  }

  // ---- the contract

  private static ContractDraft draft(Proposals proposals) {
    try {
      return ContractDraft.of(proposals);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(String.valueOf(e.getMessage()));
    }
  }

  private ContractDraft named(ContractDraft draft) {
    ContractDraft named = draft.withCanvas(canvas.canvas());
    if (id != null) {
      named = named.withId(id);
    }
    if (version != null) {
      named = named.withVersion(version);
    }
    return topic == null ? named : named.withTopic(topic);
  }

  private Path contractFile(ContractDraft draft) {
    return output.resolve(draft.id().substring(draft.id().lastIndexOf('.') + 1) + SUFFIX);
  }

  /** How the contract names a schema that stands elsewhere. */
  private String url(Path schemaFile) throws IOException {
    Path folder = Files.exists(output) ? output.toRealPath() : output.toAbsolutePath().normalize();
    Path relative = folder.relativize(schemaFile.toRealPath());
    return StreamSupport.stream(relative.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  /** A draft that has errors, such as for an id that can't be one, is not written. */
  private void check(ContractDraft draft, String schemaText) {
    ContractFile file = ContractFile.of("draft", draft.text(), url -> schemaText);
    if (file.hasErrors()) {
      List<Finding> errors = file.findings().stream().filter(Finding::isError).toList();
      spec.commandLine()
          .getErr()
          .print(new FindingRenderer(Map.of(file.name(), file.text())).render(errors));
      throw CommandException.badInput(
          "the draft would have errors, so nothing was written; what is of the contract's own can"
              + " be given by --id, --contract-version and --topic");
    }
  }

  // ---- what is written

  private void refuseToOverwrite(Path file) {
    if (!force && Files.exists(file)) {
      throw CommandException.badInput(
          file + " is there already; --output writes elsewhere, --force overwrites it");
    }
  }

  private void write(Path file, String text) throws IOException {
    Files.createDirectories(output);
    Files.writeString(file, text);
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
