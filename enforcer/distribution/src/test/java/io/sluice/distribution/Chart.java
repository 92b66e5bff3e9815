package io.sluice.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The chart, given to Helm. */
final class Chart {

  static final Path FOLDER = Repository.ROOT.resolve("helm/sluice");
  static final String RELEASE = "sluice";
  static final String NAMESPACE = "streaming";

  /** The oldest cluster that the chart is for. */
  static final String OLDEST = "1.27.0";

  private static final String HOOK = "helm.sh/hook";
  private static final String NO_HOOK = "helm.sh/asks";

  private Chart() {}

  /** Renders the chart with files of values, the last one going first. */
  static String render(String kubernetes, Path... values) {
    return render(kubernetes, Map.of(), values);
  }

  /**
   * Renders the chart.
   *
   * @param files values that are the text of a file, as {@code --set-file} names them
   */
  static String render(String kubernetes, Map<String, Path> files, Path... values) {
    // Helm as a library leaves hooks out of what it gives back, so they are disguised for it.
    Path copy = copy("rendered");
    for (String hook : new String[] {"contracts.yaml", "publish.yaml"}) {
      Path template = copy.resolve("templates").resolve(hook);
      write(template, read(template).replace(HOOK, NO_HOOK));
    }
    var command =
        new Helm(copy)
            .template()
            .withName(RELEASE)
            .withNamespace(NAMESPACE)
            .withKubeVersion(kubernetes);
    for (Path file : values) {
      command.withValuesFile(file);
    }
    files.forEach(command::setFile);
    return command.call().replace(NO_HOOK, HOOK);
  }

  /** Lints the chart as it would be with these values for its own. */
  static LintResult lint(Path values) throws IOException {
    Path copy = copy("linted");
    Object merged = merged(yaml(FOLDER.resolve("values.yaml")), yaml(values));
    write(copy.resolve("values.yaml"), new ObjectMapper().writeValueAsString(merged));
    return new Helm(copy).lint().strict().call();
  }

  static Map<?, ?> yaml(Path file) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(read(file));
  }

  /** Values over others, as Helm puts them. */
  private static Object merged(Object below, Object above) {
    if (!(below instanceof Map<?, ?> least) || !(above instanceof Map<?, ?> most)) {
      return above;
    }
    Map<Object, Object> merged = new LinkedHashMap<>(least);
    most.forEach((key, value) -> merged.merge(key, value, Chart::merged));
    return merged;
  }

  private static Path copy(String name) {
    Path copy = Path.of("target/chart", name, "sluice");
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(copy.resolve(FOLDER.relativize(file)), read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
