package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching the registry with whatever Maven there is; here with a script in its place. */
class RegistryDistributionTest {

  @TempDir private Path folder;

  private final List<String> progress = new ArrayList<>();
  private String mavenBefore = "";

  @BeforeEach
  void rememberMaven() {
    mavenBefore = Objects.requireNonNullElse(System.getProperty("maven.home"), "");
  }

  @AfterEach
  void restoreMaven() {
    System.setProperty("maven.home", mavenBefore);
  }

  /** A Maven that does what the script says; its last argument is where the archive goes. */
  private RegistryDistribution with(String script) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("maven/bin"));
    Path mvn = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.setProperty("maven.home", folder.resolve("maven").toString());
    return new RegistryDistribution(folder.resolve("cache"), progress::add);
  }

  @Test
  void whatIsFetchedIsUnpackedOnceAndNothingElseStays() throws IOException {
    RegistryDistribution distribution =
        with(
            """
            for last; do :; done
            out=${last#-DoutputDirectory=}
            mkdir -p "$out/src/lib" && echo jar > "$out/src/quarkus-run.jar"
            tar -czf "$out/registry.tar.gz" -C "$out/src" . && rm -r "$out/src"
            """);

    Path home = distribution.home();
    distribution.home();

    assertThat(home.resolve("quarkus-run.jar")).hasContent("jar");
    assertThat(progress).hasSize(2).first().asString().contains("fetching");
    try (Stream<Path> cached = Files.list(folder.resolve("cache"))) {
      assertThat(cached).containsExactly(home);
    }
  }

  @Test
  void whereItCanNotBeHadTheMessageSaysWhichCommandFetchesIt() throws IOException {
    RegistryDistribution distribution =
        with("echo 'Cannot access central in offline mode'; exit 1");

    assertThatThrownBy(distribution::home)
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("mvn dependency:get")
        .hasMessageContaining("Cannot access central in offline mode");
    try (Stream<Path> cached = Files.list(folder.resolve("cache"))) {
      assertThat(cached).isEmpty();
    }
  }

  @Test
  void anArchiveThatIsNoneIsAnErrorThatLeavesNothingBehind() throws IOException {
    RegistryDistribution distribution =
        with("for last; do :; done; echo rubbish > \"${last#-DoutputDirectory=}/x.tar.gz\"");

    assertThatThrownBy(distribution::home)
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("could not be unpacked");
    try (Stream<Path> cached = Files.list(folder.resolve("cache"))) {
      assertThat(cached).isEmpty();
    }
  }
}
