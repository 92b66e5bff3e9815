package io.sluice.cli.export.command;

import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ContractPaths;
import io.sluice.cli.console.Ownership;
import io.sluice.cli.export.Subject;
import io.sluice.cli.export.product.Product;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.change.Revision;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.Major;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which contracts are exported, and where to. */
final class ExportOptions {

  private static final String STANDARD_OUTPUT = "-";

  @Parameters(paramLabel = "CONTRACT", arity = "1..*", description = "Contract files, or folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--output",
      paramLabel = "FILE|DIR",
      defaultValue = STANDARD_OUTPUT,
      description = {
        "A file for all of it, or a folder (one that exists, or a name that ends with a slash) for a",
        "file of each contract; default: standard output (-)."
      })
  private String output = STANDARD_OUTPUT;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * The contracts in order of their ids and majors; empty, with their errors printed, where one has
   * an error.
   */
  Optional<List<Subject>> subjects() throws IOException {
    Optional<List<ContractFile>> files = files();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    List<Subject> subjects = new ArrayList<>();
    for (ContractFile file : files.get()) {
      Contract contract = contract(file);
      subjects.add(Subject.of(contract, Ownership.owner(contract), Ownership.support(contract)));
    }
    subjects.sort(Comparator.comparing(Subject::major));
    refuseSameMajors(subjects);
    return Optional.of(subjects);
  }

  /**
   * The newest version of each major of the contracts, in order of their ids and majors, with the
   * older versions that are named along with them; empty likewise.
   */
  Optional<List<Product>> products() throws IOException {
    Optional<List<ContractFile>> files = files();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    List<Product> versions = new ArrayList<>();
    for (ContractFile file : files.get()) {
      Contract contract = contract(file);
      if (file.schema() == null) {
        throw CommandException.badInput(file.name() + " names no Avro schema");
      }
      versions.add(Product.of(file, Ownership.owner(contract), Ownership.support(contract)));
    }
    refuseSameVersions(versions);
    Map<Major, List<Product>> majors =
        versions.stream()
            .sorted(Comparator.comparing(p -> p.contract().version(), ContractVersion.BY_NUMBERS))
            .collect(
                Collectors.groupingBy(
                    product -> product.subject().major(), TreeMap::new, Collectors.toList()));
    return Optional.of(
        majors.values().stream()
            .map(of -> of.getLast().after(others(of.getLast(), versions)))
            .toList());
  }

  private static List<Revision> others(Product product, List<Product> versions) {
    return versions.stream()
        .filter(other -> other.contract().id().equals(product.contract().id()))
        .map(Product::revision)
        .toList();
  }

  /** The contracts as they were named; empty, with their errors printed, where one has an error. */
  private Optional<List<ContractFile>> files() throws IOException {
    List<ContractFile> files = ContractPaths.read(paths);
    PrintWriter err = spec.commandLine().getErr();
    if (files.stream().anyMatch(ContractFile::hasErrors)) {
      files.forEach(file -> printErrors(file, err));
      err.println("sluice: nothing was exported");
      err.flush();
      return Optional.empty();
    }
    return Optional.of(files);
  }

  private static Contract contract(ContractFile file) {
    return file.contract()
        .filter(c -> c.topicObject().isPresent())
        .orElseThrow(() -> CommandException.badInput(file.name() + " has no topic to be watched"));
  }

  private static void printErrors(ContractFile file, PrintWriter err) {
    List<Finding> errors = file.findings().stream().filter(Finding::isError).toList();
    if (!errors.isEmpty()) {
      err.print(new FindingRenderer(Map.of(file.name(), file.text())).render(errors));
    }
  }

  private static void refuseSameMajors(List<Subject> subjects) {
    refuseSame(
        subjects.stream().map(subject -> subject.major().toString()), "export one version of it");
  }

  private static void refuseSameVersions(List<Product> versions) {
    refuseSame(
        versions.stream().map(product -> product.contract().coordinates()),
        "a version is one document");
  }

  private static void refuseSame(Stream<String> names, String instead) {
    names
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
        .forEach(
            (name, count) -> {
              if (count > 1) {
                throw CommandException.badInput(
                    "contract " + name + " is named " + count + " times; " + instead);
              }
            });
  }

  /** Says what was left out, and why. */
  void say(List<String> notes) {
    PrintWriter err = spec.commandLine().getErr();
    notes.forEach(note -> err.println("note: " + note));
    err.flush();
  }

  /**
   * Writes what the contracts are exported to.
   *
   * @param suffix of the file of each contract, in a folder
   * @param text of some contracts together
   */
  void write(List<Subject> subjects, String suffix, Function<List<Subject>, String> text)
      throws IOException {
    write(subjects, subject -> subject.major().name() + suffix, text);
  }

  /**
   * Writes what some things are exported to.
   *
   * @param name of the file of each, in a folder
   * @param text of some of them together
   */
  <T> void write(List<T> things, Function<T, String> name, Function<List<T>, String> text)
      throws IOException {
    Path folder = folder();
    if (folder != null) {
      for (T thing : things) {
        write(folder.resolve(name.apply(thing)), text.apply(List.of(thing)));
      }
    } else if (output.equals(STANDARD_OUTPUT)) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text.apply(things));
      out.flush();
    } else {
      write(Path.of(output), text.apply(things));
    }
  }

  /**
   * Writes files that belong together.
   *
   * @param files texts by their names, with slashes between folders
   */
  void writeAll(SortedMap<String, String> files) throws IOException {
    if (output.equals(STANDARD_OUTPUT) || Files.isRegularFile(Path.of(output))) {
      throw CommandException.badInput(
          "these are several files that link to each other: name a folder, such as --output"
              + " products");
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(Path.of(output).resolve(file.getKey()), file.getValue());
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Files.writeString(file, text);
  }

  /** Refuses to put several things into one file, where a reader takes one. */
  void refuseOneFile(List<?> things, String why, String folder) {
    if (things.size() > 1 && !output.equals(STANDARD_OUTPUT) && folder() == null) {
      throw CommandException.badInput(
          why + ", and these are several contracts: name a folder, such as --output " + folder);
    }
  }

  /** The folder to write to; null where it is a file or standard output. */
  private @Nullable Path folder() {
    boolean isFolder =
        !output.equals(STANDARD_OUTPUT)
            && (output.endsWith("/") || Files.isDirectory(Path.of(output)));
    return isFolder ? Path.of(output) : null;
  }
}
