package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the Dockerfile names is there. Whether an image comes of it takes a container engine, which
 * the tests do without; what stands in it is what {@link DistributionIT} starts.
 */
class DockerfileIT {

  private final String dockerfile = Project.read(Project.root().resolve("Dockerfile"));

  private String instruction(String name) {
    List<String> lines = dockerfile.lines().filter(l -> l.startsWith(name + " ")).toList();
    assertThat(lines).as(name).hasSize(1);
    return lines.getFirst().substring(name.length()).strip();
  }

  @Test
  void theArchiveItAddsIsThereAndHoldsItsEntryPoint(@TempDir Path opt) throws Exception {
    String[] added = instruction("ADD").replace("${VERSION}", Project.version()).split(" ", -1);

    assertThat(Project.root().resolve(added[0])).isEqualTo(Distribution.archive()).exists();
    assertThat(added[1]).isEqualTo("/opt/");
    Distribution distribution = Distribution.unpackedIn(opt);
    String entry = instruction("ENTRYPOINT").replaceAll("[\\[\\]\"]", "");
    assertThat(entry).startsWith("/opt/sluice/");
    assertThat(distribution.home().resolve(Path.of("/opt/sluice").relativize(Path.of(entry))))
        .matches(Files::isExecutable);
    assertThat(dockerfile).contains("ln -s \"sluice-${VERSION}\" /opt/sluice");
  }

  @Test
  void theBuildIsGivenTheArchiveAlone() {
    assertThat(Project.read(Project.root().resolve(".dockerignore")))
        .isEqualTo("*\n!enforcer/distribution/target/sluice-*.tar.gz\n");
  }

  @Test
  void itRunsAsTheUserThatTheChartNames() {
    PodSpec pod = Chart.rendered(Project.resources("values").getFirst()).service();

    assertThat(instruction("USER"))
        .isEqualTo("%1$d:%1$d".formatted(pod.getSecurityContext().getRunAsUser()));
    assertThat(instruction("EXPOSE"))
        .isEqualTo(
            pod.getContainers().getFirst().getPorts().getFirst().getContainerPort().toString());
  }

  @Test
  void itsVersionInTheCommentIsTheProjects() {
    assertThat(Pattern.compile("VERSION=(\\S+) --tag sluice:(\\S+)").matcher(dockerfile).results())
        .allSatisfy(
            match -> {
              assertThat(match.group(1)).isEqualTo(Project.version());
              assertThat(match.group(2)).isEqualTo(Project.version());
            })
        .hasSize(1);
  }
}
