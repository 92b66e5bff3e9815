package io.sluice.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository as it is where the kit was installed: what this build has made, beside
 * links to all that the machine's own repository holds, which is left as it is.
 *
 * @param folder for {@code -Dmaven.repo.local}
 */
record StagedRepository(Path folder) {

  private static final Path OURS = Path.of("io", "sluice");

  /**
   * What a build needs that has the kit among its dependencies: parents, then modules with jars.
   */
  private static final List<String> PARENTS = List.of("sluice", "sluice-enforcer");

  private static final List<String> MODULES = List.of("engine", "kit");

  /**
   * Stages what stands in the modules' targets.
   *
   * @param root of the source tree
   * @param repository the machine's own
   */
  static StagedRepository of(Path root, String version, Path repository, Path folder)
      throws IOException {
    link(repository, folder, "io");
    link(repository.resolve("io"), folder.resolve("io"), "sluice");
    StagedRepository staged = new StagedRepository(folder);
    List<Path> poms = List.of(root.resolve("pom.xml"), root.resolve("enforcer/pom.xml"));
    for (int i = 0; i < poms.size(); i++) {
      staged.put(PARENTS.get(i), version, poms.get(i), "pom");
    }
    for (String module : MODULES) {
      String artifact = "sluice-" + module;
      Path home = root.resolve("enforcer").resolve(module);
      staged.put(artifact, version, home.resolve("pom.xml"), "pom");
      staged.put(
          artifact, version, home.resolve("target/%s-%s.jar".formatted(artifact, version)), "jar");
    }
    return staged;
  }

  /** Links to all that a folder holds but for one. */
  private static void link(Path from, Path to, String apart) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals(apart)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
      }
    }
  }

  private void put(String artifact, String version, Path file, String type) throws IOException {
    Path home = folder.resolve(OURS).resolve(artifact).resolve(version);
    Files.createDirectories(home);
    Files.copy(file, home.resolve("%s-%s.%s".formatted(artifact, version, type)));
  }
}
