package io.sluice.cli;

import io.sluice.engine.authoring.ContractDraft;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import io.sluice.engine.sample.WriterSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Drafts a contract from an Avro schema, for its author to go on from. */
@Command(
    name = "init",
    description = {
      "Drafts a contract from an Avro schema: what the schema demands, for you to add to.",
      "Every record that was written with the schema keeps it.",
      ""
    })
final class InitCommand implements Callable<Integer> {

  private static final String SUFFIX = ".odcs.yaml";

  /** What the draft is made from: one of the two. */
  static final class Source {
    @Option(names = "--schema", paramLabel = "FILE", description = "An Avro schema (.avsc).")
    private @Nullable Path schema;

    @Option(
        names = "--from",
        paramLabel = "FILE",
        description =
            "An Avro container file (.avro): its schema is written beside the contract, as an"
                + " .avsc.")
    private @Nullable Path records;
  }

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

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
    Path records = source.records;
    return records == null
        ? fromSchema(Objects.requireNonNull(source.schema))
        : fromRecords(records);
  }

  private int fromSchema(Path file) throws IOException {
    String text = text(file);
    ContractDraft draft = named(draft(parse(file, text))).withSchemaUrl(url(file));
    check(draft, text);
    if (isPrinted(draft)) {
      return ExitCode.FINE;
    }
    Path contract = contractFile(draft);
    refuseToOverwrite(contract);
    write(contract, draft.text());
    say(draft, contract, file);
    return ExitCode.FINE;
  }

  private int fromRecords(Path file) throws IOException {
    ContractDraft draft = named(draft(WriterSchema.of(existing(file))));
    check(draft, draft.schemaText());
    if (isPrinted(draft)) {
      return ExitCode.FINE;
    }
    Path contract = contractFile(draft);
    Path schema = output.resolve(draft.schemaUrl());
    refuseToOverwrite(contract);
    refuseToOverwrite(schema);
    // The schema first: a contract that is there has its schema.
    write(schema, draft.schemaText());
    write(contract, draft.text());
    say(draft, contract, schema);
    return ExitCode.FINE;
  }

  private boolean isPrinted(ContractDraft draft) {
    if (dryRun) {
      print(draft.text());
    }
    return dryRun;
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

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandException.badInput("there is no file " + file);
    }
    return file;
  }

  // ---- the contract

  private static ContractDraft draft(Schema schema) {
    try {
      return ContractDraft.of(schema);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(String.valueOf(e.getMessage()));
    }
  }

  private ContractDraft named(ContractDraft draft) {
    ContractDraft named = draft;
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

  // ---- what is said

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private void say(ContractDraft draft, Path contractFile, Path schemaFile) {
    Path contract = contractFile.normalize();
    Path schema = schemaFile.normalize();
    print(format.isJson() ? json(draft, contract, schema) : told(draft, contract, schema));
  }

  private static String json(ContractDraft draft, Path contract, Path schema) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("contract", contract.toString());
    json.put("schema", schema.toString());
    json.put("id", draft.id());
    json.put("version", draft.version());
    json.put("topic", draft.topic());
    return Json.line(json) + "\n";
  }

  private String told(ContractDraft draft, Path contract, Path schema) {
    StringBuilder told = new StringBuilder();
    told.append(
        "Wrote %s: a draft of %s:%s, product topic %s%n"
            .formatted(contract, draft.id(), draft.version(), draft.topic()));
    if (source.records != null) {
      told.append("Wrote %s: the schema%n".formatted(schema));
      draft.changes().forEach(change -> told.append("  changed: ").append(change).append('\n'));
    }
    return told.append(
            """
            Add team, support, slaProperties and rules (docs/contracts.md), then
              bin/sluice lint %s
              bin/sluice test %s %s
            """
                .formatted(contract, contract, source.records == null ? "RECORDS" : source.records))
        .toString();
  }
}
