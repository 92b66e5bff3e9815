package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.distribution.ImageRecipe.Instruction;
import io.sluice.service.settings.ServiceSettings;
import io.sluice.service.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the Dockerfile to the archive that it takes. No image is built here, which takes a
 * container engine; that the folder it copies runs, with its environment, {@link ChartIT} shows.
 */
class DockerfileIT {

  private static final String HOME = "/opt/sluice";

  @TempDir static Path temporary;

  private static Distribution distribution;

  private final ImageRecipe recipe;

  DockerfileIT() throws IOException {
    recipe = ImageRecipe.read();
  }

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    distribution = Distribution.unpackedIn(temporary);
  }

  @Test
  void itTakesTheArchiveThatIsBuiltAndTheContextHoldsIt() throws IOException {
    String source = recipe.last("ADD").arguments().split(" ", -1)[0];

    assertThat(recipe.buildArguments()).containsEntry("VERSION", Repository.version());
    assertThat(Repository.ROOT.resolve(source)).isRegularFile().isEqualTo(Repository.archive());
    List<String> ignored = Files.readAllLines(Repository.ROOT.resolve(".dockerignore"));
    assertThat(ignored).contains("*");
    assertThat(ignored)
        .filteredOn(line -> line.startsWith("!"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(
                        Path.of("")
                            .getFileSystem()
                            .getPathMatcher("glob:" + line.substring(1))
                            .matches(Path.of(source)))
                    .isTrue());
  }

  @Test
  void theFolderThatItMovesIsTheArchivesOnlyOne() throws IOException {
    try (var folders = Files.list(temporary)) {
      assertThat(folders).containsExactly(distribution.home());
    }
    assertThat(recipe.all("RUN").getFirst().arguments())
        .contains("/unpacked/" + distribution.home().getFileName() + "\" " + HOME);
    assertThat(recipe.all("COPY"))
        .extracting(Instruction::arguments)
        .containsExactly("--from=archive " + HOME + " " + HOME);
  }

  @Test
  void itsEntryPointIsTheLauncherInExecForm() {
    assertThat(recipe.last("ENTRYPOINT").words()).containsExactly(HOME + "/bin/sluice");
    assertThat(distribution.home().resolve("bin/sluice")).isExecutable();
    assertThat(recipe.last("CMD").words()).containsExactly("run");
  }

  @Test
  void itsJavaIsAPinnedJre() {
    assertThat(recipe.all("FROM").getFirst().arguments())
        .matches("eclipse-temurin:25\\.\\d+\\.\\d+(\\.\\d+)?_\\d+-jre-\\w+ AS java");
    assertThat(recipe.all("FROM").stream().skip(1))
        .allSatisfy(from -> assertThat(from.arguments()).startsWith("java"));
  }

  @Test
  void itsUserIsTheChartsAndMayWriteToVolumesAlone() {
    var pod = Rendered.of("minimal").servicePod().getSpec().getSecurityContext();

    assertThat(recipe.last("USER").arguments())
        .isEqualTo(pod.getRunAsUser() + ":" + pod.getRunAsGroup());
    assertThat(recipe.last("VOLUME").words())
        .containsExactly("/tmp", recipe.environment().get("SLUICE_PIPELINE_STATE_DIRECTORY"));
    assertThat(recipe.last("RUN").arguments())
        .contains("-o " + pod.getRunAsUser())
        .endsWith(String.valueOf(recipe.environment().get("SLUICE_PIPELINE_STATE_DIRECTORY")));
  }

  @Test
  void itsEnvironmentIsMadeOfSettingsThatThereAreAndItsPortIsTheirs() {
    Map<String, String> environment = new HashMap<>(recipe.environment());
    environment.put("SLUICE_REGISTRY_URL", "http://registry/apis/registry/v3");

    ServiceSettings settings =
        ServiceSettings.read(
            List.of(new SettingsSource("Dockerfile", SettingsSource.Kind.VARIABLES, environment)));

    assertThat(recipe.last("EXPOSE").arguments()).isEqualTo(String.valueOf(settings.port()));
    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(environment.get("SLUICE_JAVA_OPTS")).contains("-XX:MaxRAMPercentage=");
  }
}
