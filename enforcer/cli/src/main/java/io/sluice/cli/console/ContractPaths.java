package io.sluice.cli.console;

import io.sluice.engine.authoring.ContractFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The contracts that a user names: files, and folders with all contracts below them. */
public final class ContractPaths {

  private static final String SUFFIX = ".odcs.yaml";

  private ContractPaths() {}

  /** Reads them, in order of their names within each folder. */
  public static List<ContractFile> read(List<Path> paths) throws IOException {
    List<ContractFile> contracts = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : files(path)) {
        contracts.add(read(file));
      }
    }
    return contracts;
  }

  public static ContractFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw CommandException.badInput("there is no file " + file);
    }
    try {
      return ContractFile.read(file);
    } catch (CharacterCodingException e) {
      throw CommandException.badInput(file + " is not UTF-8");
    }
  }

  /** Whether a file below a folder is taken for a contract. */
  public static boolean isContract(String file) {
    return file.endsWith(SUFFIX);
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> below = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files =
          below
              .filter(file -> isContract(file.getFileName().toString()))
              .filter(file -> !isBookkeeping(path.relativize(file)))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw CommandException.badInput("there is no contract (*" + SUFFIX + ") below " + path);
      }
      return files;
    }
  }

  /**
   * Kubernetes mounts a ConfigMap as links into a folder {@code ..data}, so that each file stands
   * there twice.
   */
  private static boolean isBookkeeping(Path below) {
    return StreamSupport.stream(below.spliterator(), false)
        .anyMatch(part -> part.toString().startsWith(".."));
  }
}
