package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching the registry with whatever Maven there is; here with a script in its place. */
class RegistryDistributionTest {

  private static final String FETCHES =
      """
      for last; do :; done
      out=${last#-DoutputDirectory=}
      echo fetched >> "$out/../../fetches"
      mkdir -p "$out/src/lib" && echo jar > "$out/src/quarkus-run.jar"
      tar -czf "$out/registry.tar.gz" -C "$out/src" . && rm -r "$out/src"
      """;

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
    RegistryDistribution distribution = with(FETCHES);

    Path home = distribution.home();
    distribution.home();

    assertThat(home.resolve("quarkus-run.jar")).hasContent("jar");
    assertThat(progress).hasSize(2).first().asString().contains("fetching");
    assertThat(cached()).containsExactly(home);
  }

  @Test
  void twoFirstUsesAtOnceFetchOnce() throws Exception {
    RegistryDistribution distribution = with(FETCHES);

    CompletableFuture<Path> other = CompletableFuture.supplyAsync(distribution::home);
    Path home = distribution.home();

    assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(home);
    assertThat(folder.resolve("fetches")).hasContent("fetched");
  }

  @Test
  void whatAKilledFirstUseLeftBehindIsClearedAway() throws IOException {
    RegistryDistribution distribution = with(FETCHES);
    Files.createDirectories(folder.resolve("cache/unpacking-123/unpacked/lib"));

    Path home = distribution.home();

    assertThat(cached()).containsExactly(home);
  }

  @Test
  void anInterruptedFetchEndsMavenAndLeavesNothingBehind() throws Exception {
    RegistryDistribution distribution =
        with("echo $$ > \"$(dirname $0)/../../pid\"; exec sleep 600");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread first = Thread.ofPlatform().start(() -> thrown.set(catchThrowable(distribution::home)));
    Path pid = folder.resolve("pid");
    await().until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());

    first.interrupt();
    first.join();

    assertThat(thrown.get())
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("interrupted");
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))).isEmpty();
    assertThat(cached()).isEmpty();
  }

  /** What is in the cache, less its lock. */
  private List<Path> cached() throws IOException {
    try (Stream<Path> cached = Files.list(folder.resolve("cache"))) {
      return cached.filter(f -> !f.endsWith("lock")).toList();
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
    assertThat(cached()).isEmpty();
  }

  @Test
  void anArchiveThatIsNoneIsAnErrorThatLeavesNothingBehind() throws IOException {
    RegistryDistribution distribution =
        with("for last; do :; done; echo rubbish > \"${last#-DoutputDirectory=}/x.tar.gz\"");

    assertThatThrownBy(distribution::home)
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("could not be unpacked");
    assertThat(cached()).isEmpty();
  }
}
