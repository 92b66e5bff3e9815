package io.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/sluice} itself, in a checkout whose path has spaces. Its Maven is a script that puts
 * the jars of this build in place, so that each test says when a build happens and how it ends.
 */
class ScriptIT {

  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path temporary;

  private Path checkout;
  private Path maven;
  private Path elsewhere;

  private record Outcome(int exitCode, String out, String err) {}

  @BeforeEach
  void checkOut() throws IOException {
    checkout = Files.createDirectories(temporary.resolve("my own checkout"));
    elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    maven = temporary.resolve("a maven");
    for (String folder :
        List.of(
            "bin",
            "contracts",
            "schemas",
            "data",
            "enforcer/cli/src/main",
            "enforcer/cli/target")) {
      Files.createDirectories(checkout.resolve(folder));
    }
    Files.copy(repository().resolve("bin/sluice"), script());
    for (String file : List.of("pom.xml", "enforcer/pom.xml", "enforcer/cli/pom.xml", "data/a")) {
      Files.writeString(checkout.resolve(file), "");
    }
    maven("ln -sfn '%s' enforcer/cli/target/lib".formatted(target().resolve("lib")));
  }

  /** JUnit would warn of a link that leads out of its folder. */
  @AfterEach
  void unlinkTheJars() throws IOException {
    Files.deleteIfExists(checkout.resolve("enforcer/cli/target/lib"));
    Files.deleteIfExists(temporary.resolve("a distribution/lib"));
  }

  // ---- building

  @Test
  void theFirstUseBuildsAndTheSecondDoesNot() throws Exception {
    Outcome first = sluice("--version");
    Outcome second = sluice("--version");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).startsWith("sluice ").hasLineCount(1);
    assertThat(first.err()).contains("sluice: building").contains("sluice: built in");
    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEmpty();
  }

  @Test
  void aNewerSourceBuildsAgain() throws Exception {
    sluice("--version");
    Files.setLastModifiedTime(
        checkout.resolve("enforcer/cli/pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));

    assertThat(sluice("--version").err()).contains("sluice: building");
  }

  @Test
  void aDeletedSourceBuildsAgain() throws Exception {
    sluice("--version");
    Files.delete(checkout.resolve("data/a"));
    Files.setLastModifiedTime(
        checkout.resolve("data"), FileTime.from(Instant.now().plusSeconds(5)));

    assertThat(sluice("--version").err()).contains("sluice: building");
  }

  @Test
  void aFailedBuildShowsWhatMavenSaidAndExitsWithThree() throws Exception {
    maven("echo '[INFO] fine so far'; echo '[ERROR] Thing.java:[3,1] no such thing'; exit 1");

    Outcome outcome = sluice("--version");

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("Thing.java:[3,1] no such thing")
        .contains(".sluice/build.log");
    assertThat(lock()).doesNotExist();
  }

  @Test
  void aMavenThatIsTooOldIsNamed() throws Exception {
    maven("exit 1", "3.6.3");

    Outcome outcome = sluice("--version");

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err()).contains("Maven 3.8").contains("3.6");
  }

  @Test
  void theLockOfAProcessThatIsGoneHoldsNobodyUp() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(lock().getParent());
    Files.createSymbolicLink(lock(), Path.of(Long.toString(gone.pid())));

    assertThat(sluice("--version").exitCode()).isZero();
    assertThat(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void twoFirstUsesAtATimeBuildOnce() throws Exception {
    maven(
        "echo build >>'%s'; sleep 1; ln -sfn '%s' enforcer/cli/target/lib"
            .formatted(temporary.resolve("builds"), target().resolve("lib")));
    Process one = start(Map.of(), "--version");
    Process other = start(Map.of(), "--version");

    assertThat(outcome(one).exitCode()).isZero();
    assertThat(outcome(other).exitCode()).isZero();
    assertThat(temporary.resolve("builds")).hasContent("build");
  }

  @Test
  void anInterruptEndsMavenAndItsChildren() throws Exception {
    Path child = temporary.resolve("child");
    maven("sleep 600 & echo $! >'%s'; wait".formatted(child));
    Process script = start(Map.of(), "--version");
    await().atMost(SOON).until(() -> Files.exists(child) && !Files.readString(child).isBlank());
    long pid = Long.parseLong(Files.readString(child).strip());

    script.destroy();

    assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(SOON)
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void theBenchmarksAreBuiltAndRunFromAModuleOfTheirOwn() throws Exception {
    Path said = temporary.resolve("said");
    maven(
        "echo \"$@\" >'%s'; mkdir -p enforcer/bench/target/lib; touch enforcer/bench/target/lib/sluice-bench.jar"
            .formatted(said));

    Outcome outcome = sluice("bench", "validate");

    assertThat(said).content().contains("-pl enforcer/bench -am");
    assertThat(outcome.err()).contains("io.sluice.bench.Bench");
  }

  // ---- running

  @Test
  void pathsAreThoseOfTheUsersFolderAndContractsThoseOfTheCheckout() throws Exception {
    Files.writeString(elsewhere.resolve("mine.odcs.yaml"), "colour: blue\n");

    Outcome outcome = sluice("lint", "mine.odcs.yaml");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("mine.odcs.yaml:1:1");
  }

  @Test
  void aSymbolicLinkToTheScriptFindsItsCheckout() throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("sluice"), script());

    Outcome outcome = outcome(start(link, Map.of(), "--version"));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("sluice ");
  }

  @Test
  void optionsForJavaComeFromTheEnvironment() throws Exception {
    Outcome outcome =
        outcome(start(Map.of("SLUICE_JAVA_OPTS", "-showversion -Dthis.is=ignored"), "--version"));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).contains("version \"" + Runtime.version().feature());
  }

  // ---- from a distribution

  @Test
  void aDistributionRunsWithoutABuildAndWritesNothing() throws Exception {
    maven("echo built >'%s'".formatted(temporary.resolve("builds")));
    Path distribution = distribution();

    Outcome outcome =
        outcome(start(distribution.resolve("bin/sluice"), Map.of("HOME", "/"), "--version"));

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("sluice ").hasLineCount(1);
    assertThat(outcome.err()).isEmpty();
    assertThat(temporary.resolve("builds")).doesNotExist();
    assertThat(distribution.resolve(".sluice")).doesNotExist();
  }

  @Test
  void aDistributionSaysThatTheBenchmarksNeedASourceTree() throws Exception {
    Outcome outcome =
        outcome(start(distribution().resolve("bin/sluice"), Map.of(), "bench", "validate"));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("source tree").contains("bin/sluice bench validate");
  }

  @Test
  void aDistributionWithoutAnyJavaSaysThatAJreWillDo() throws Exception {
    Outcome outcome =
        bash(
            Map.of(),
            ". '%s'; jdk_candidates() { :; }; SLUICE=x; prepare_distribution".formatted(script()));

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err()).contains("Java 25 or later (a JRE will do)");
  }

  /** The jars beside the script, as the archive has them. */
  private Path distribution() throws IOException {
    Path home = temporary.resolve("a distribution");
    Files.createDirectories(home.resolve("bin"));
    Files.copy(script(), home.resolve("bin/sluice"));
    Files.createSymbolicLink(home.resolve("lib"), target().resolve("lib"));
    return home;
  }

  // ---- finding a JDK

  @Test
  void anOlderJavaHomeIsPassedOver() throws Exception {
    Path old = jdk("17.0.15");

    assertThat(findJdk("printf '%s\\n' '" + old + "' '" + JAVA + "'")).isEqualTo(JAVA.toString());
  }

  @Test
  void aJavaHomeThatIsNewEnoughComesFirst() throws Exception {
    Path home = jdk("26.0.1");

    Outcome outcome =
        bash(Map.of("JAVA_HOME", home.toString()), ". '%s'; find_jdk".formatted(script()));

    assertThat(outcome.out().strip()).isEqualTo(home.toString());
  }

  @Test
  void whereThereIsNoJdkTheUserLearnsWhatToInstall() throws Exception {
    Outcome outcome =
        bash(Map.of(), ". '%s'; jdk_candidates() { :; }; require_jdk".formatted(script()));

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err()).contains("JDK 25 or later").contains("apt-get install");
  }

  @Test
  void aJreIsPassedOverWhereThereIsSomethingToBuild() throws Exception {
    assertThat(findJdk("printf '%s\\n' '" + jre("25.0.4") + "' '" + JAVA + "'"))
        .isEqualTo(JAVA.toString());
  }

  @Test
  void aJreSufficesForADistribution() throws Exception {
    Path home = jre("25.0.4");

    assertThat(
            findJdk(Map.of("JRE_SUFFICES", "yes"), "printf '%s\\n' '" + home + "' '" + JAVA + "'"))
        .isEqualTo(home.toString());
  }

  @Test
  void anEnvironmentWithoutAHomeFolderHasCandidatesAllTheSame() throws Exception {
    Outcome outcome =
        bash(
            Map.of(),
            "unset HOME SDKMAN_DIR; JAVA_HOME='%s'; . '%s'; find_jdk".formatted(JAVA, script()));

    assertThat(outcome.out().strip()).isEqualTo(JAVA.toString());
    assertThat(outcome.err()).isEmpty();
  }

  private String findJdk(String candidates) throws Exception {
    return findJdk(Map.of(), candidates);
  }

  private String findJdk(Map<String, String> environment, String candidates) throws Exception {
    return bash(
            environment,
            ". '%s'; jdk_candidates() { %s; }; find_jdk".formatted(script(), candidates))
        .out()
        .strip();
  }

  /** A folder that looks like a JRE of that version. */
  private Path jre(String version) throws IOException {
    Path home = jdk(version);
    Files.delete(home.resolve("bin/javac"));
    return home;
  }

  /** A folder that looks like a JDK of that version. */
  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(temporary.resolve("jdk " + version));
    Files.createDirectory(home.resolve("bin"));
    executable(home.resolve("bin/java"), "exit 1");
    executable(home.resolve("bin/javac"), "exit 1");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    return home;
  }

  // ---- the checkout

  private Path script() {
    return checkout.resolve("bin/sluice");
  }

  private Path lock() {
    return checkout.resolve(".sluice/build.lock");
  }

  /** A Maven that does this in the checkout when it is to build. */
  private void maven(String build) throws IOException {
    maven(build, "3.9.9");
  }

  private void maven(String build, String version) throws IOException {
    Files.createDirectories(maven.resolve("bin"));
    executable(
        maven.resolve("bin/mvn"),
        """
        if [ "$1" = -v ]; then echo 'Apache Maven %s'; exit 0; fi
        cd '%s' || exit 1
        %s
        """
            .formatted(version, checkout, build));
  }

  private static void executable(Path file, String body) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome sluice(String... arguments) throws Exception {
    return outcome(start(Map.of(), arguments));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    return start(script(), environment, arguments);
  }

  private Process start(Path script, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    return start(environment, command);
  }

  private Outcome bash(Map<String, String> environment, String text) throws Exception {
    return outcome(start(environment, List.of("bash", "-c", text)));
  }

  private Process start(Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
    builder.environment().put("JAVA_HOME", JAVA.toString());
    builder.environment().put("MAVEN_HOME", maven.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Outcome outcome(Process process) throws Exception {
    try (var streams = Executors.newVirtualThreadPerTaskExecutor()) {
      var out = streams.submit(() -> new String(process.getInputStream().readAllBytes(), UTF_8));
      var err = streams.submit(() -> new String(process.getErrorStream().readAllBytes(), UTF_8));
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return new Outcome(process.exitValue(), out.get(), err.get());
    }
  }

  private static Path target() {
    return repository().resolve("enforcer/cli/target");
  }

  private static Path repository() {
    return Path.of(System.getProperty("sluice.root"));
  }
}
