package io.sluice.cli;

import io.sluice.cli.export.Subject;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    List<ContractFile> files = ContractPaths.read(paths);
    PrintWriter err = spec.commandLine().getErr();
    if (files.stream().anyMatch(ContractFile::hasErrors)) {
      files.forEach(file -> printErrors(file, err));
      err.println("sluice: nothing was exported");
      err.flush();
      return Optional.empty();
    }
    List<Subject> subjects = new ArrayList<>();
    for (ContractFile file : files) {
      Contract contract =
          file.contract()
              .filter(c -> c.topicObject().isPresent())
              .orElseThrow(
                  () -> CommandException.badInput(file.name() + " has no topic to be watched"));
      subjects.add(Subject.of(contract, Ownership.owner(contract), Ownership.support(contract)));
    }
    subjects.sort(Comparator.comparing(Subject::major));
    refuseSameMajors(subjects);
    return Optional.of(subjects);
  }

  private static void printErrors(ContractFile file, PrintWriter err) {
    List<Finding> errors = file.findings().stream().filter(Finding::isError).toList();
    if (!errors.isEmpty()) {
      err.print(new FindingRenderer(Map.of(file.name(), file.text())).render(errors));
    }
  }

  private static void refuseSameMajors(List<Subject> subjects) {
    subjects.stream()
        .collect(Collectors.groupingBy(Subject::major, TreeMap::new, Collectors.counting()))
        .forEach(
            (major, count) -> {
              if (count > 1) {
                throw CommandException.badInput(
                    "contract "
                        + major
                        + " is named "
                        + count
                        + " times; export one version of it");
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
    Path folder = folder();
    if (folder != null) {
      Files.createDirectories(folder);
      for (Subject subject : subjects) {
        Files.writeString(
            folder.resolve(subject.major().name() + suffix), text.apply(List.of(subject)));
      }
    } else if (output.equals(STANDARD_OUTPUT)) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text.apply(subjects));
      out.flush();
    } else {
      Path file = Path.of(output).toAbsolutePath();
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text.apply(subjects));
    }
  }

  /** Whether all of it goes to one file. */
  boolean isOneFile() {
    return !output.equals(STANDARD_OUTPUT) && folder() == null;
  }

  /** The folder to write to; null where it is a file or standard output. */
  private @Nullable Path folder() {
    boolean isFolder =
        !output.equals(STANDARD_OUTPUT)
            && (output.endsWith("/") || Files.isDirectory(Path.of(output)));
    return isFolder ? Path.of(output) : null;
  }
}
