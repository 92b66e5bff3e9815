package io.sluice.cli.gate;

import io.sluice.cli.console.CommandException;
import io.sluice.engine.change.Exemptions;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.FindingRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The changes that an organisation has agreed to, from their file. */
final class AgreedChanges {

  @Option(
      names = "--ignore",
      paramLabel = "FILE",
      description =
          "Changes that are agreed to, each with a reason and a last day; default "
              + Exemptions.FILE
              + " in the current folder, where there is one.")
  private @Nullable Path file;

  /**
   * Reads them.
   *
   * @param texts takes the file's text, for findings that point into it
   */
  Exemptions read(Map<String, String> texts) throws IOException {
    Path path = file == null ? Path.of(Exemptions.FILE) : file;
    if (!Files.isRegularFile(path)) {
      if (file != null) {
        throw CommandException.badInput("there is no file " + path);
      }
      return Exemptions.none();
    }
    String text = Files.readString(path);
    Exemptions exemptions = Exemptions.parse(path.toString(), text);
    texts.put(path.toString(), text);
    List<Finding> errors = exemptions.findings().stream().filter(Finding::isError).toList();
    if (!errors.isEmpty()) {
      throw CommandException.badInput(
          "no change can be judged by %s:%n%s"
              .formatted(path, new FindingRenderer(texts).render(errors)));
    }
    return exemptions;
  }
}
