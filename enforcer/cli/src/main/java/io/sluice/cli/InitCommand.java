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
import java.util.ArrayList;
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
    Schema schema =
        records == null ? parse(Objects.requireNonNull(source.schema)) : schemaOf(records);
    ContractDraft draft = named(draft(schema));
    Path contractFile = output.resolve(fileName(draft.id()));
    Path schemaFile =
        records == null ? Objects.requireNonNull(source.schema) : output.resolve(draft.schemaUrl());
    if (records == null) {
      draft = draft.withSchemaUrl(url(schemaFile));
    }
    check(draft, contractFile);
    if (dryRun) {
      print(draft.text());
      return ExitCode.FINE;
    }
    List<Path> written = new ArrayList<>(List.of(contractFile));
    if (records != null) {
      written.add(schemaFile);
    }
    refuseToOverwrite(written);
    Files.createDirectories(output);
    // The schema first: a contract that is there has its schema.
    if (records != null) {
      Files.writeString(schemaFile, draft.schemaText());
    }
    Files.writeString(contractFile, draft.text());
    print(format.isJson() ? json(draft, contractFile, schemaFile) : told(draft, written));
    return ExitCode.FINE;
  }

  // ---- the schema

  private static Schema parse(Path file) throws IOException {
    String text = text(file);
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

  private static Schema schemaOf(Path file) throws IOException {
    return WriterSchema.of(existing(file));
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

  private static String fileName(String id) {
    return id.substring(id.lastIndexOf('.') + 1) + SUFFIX;
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
  private void check(ContractDraft draft, Path contractFile) {
    ContractFile file =
        ContractFile.of(contractFile.toString(), draft.text(), url -> draft.schemaText());
    if (file.hasErrors()) {
      List<Finding> errors = file.findings().stream().filter(Finding::isError).toList();
      spec.commandLine()
          .getErr()
          .print(new FindingRenderer(Map.of(file.name(), file.text())).render(errors));
      throw CommandException.badInput(
          "the draft would have errors, so nothing was written; --id, --contract-version and"
              + " --topic set what can't be taken from the schema");
    }
  }

  private void refuseToOverwrite(List<Path> files) {
    for (Path file : files) {
      if (!force && Files.exists(file)) {
        throw CommandException.badInput(
            file + " is there already; --output writes elsewhere, --force overwrites it");
      }
    }
  }

  // ---- what is said

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private static String json(ContractDraft draft, Path contractFile, Path schemaFile) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("contract", contractFile.normalize().toString());
    json.put("schema", schemaFile.normalize().toString());
    json.put("id", draft.id());
    json.put("version", draft.version());
    json.put("topic", draft.topic());
    return Json.line(json) + "\n";
  }

  private String told(ContractDraft draft, List<Path> written) {
    Path contractFile = written.getFirst().normalize();
    StringBuilder told = new StringBuilder();
    told.append(
        "Wrote %s: a draft of %s:%s, product topic %s%n"
            .formatted(contractFile, draft.id(), draft.version(), draft.topic()));
    written.stream()
        .skip(1)
        .forEach(file -> told.append("Wrote %s: the schema%n".formatted(file.normalize())));
    return told.append(
            """
            Add team, support, slaProperties and rules (docs/contracts.md), then
              bin/sluice lint %s
              bin/sluice test %s %s
            """
                .formatted(
                    contractFile,
                    contractFile,
                    source.records == null ? "RECORDS" : source.records))
        .toString();
  }
}
