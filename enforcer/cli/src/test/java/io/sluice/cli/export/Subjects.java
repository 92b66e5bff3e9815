package io.sluice.cli.export;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Contracts to export: those that ship, and one with all that there is. */
final class Subjects {

  static final Path EVERYTHING = Path.of("src/test/resources/export/everything");

  private static final Path SHIPPED = Path.of("../../contracts");

  private Subjects() {}

  static Subject everything() {
    return of(EVERYTHING.resolve("contract.odcs.yaml"));
  }

  /** Those that ship, in order of their files. */
  static List<Subject> shipped() {
    return shippedFiles().stream().map(Subjects::of).toList();
  }

  static List<Path> shippedFiles() {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      return files.filter(file -> file.toString().endsWith(".odcs.yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Subject> all() {
    return Stream.concat(shipped().stream(), Stream.of(everything())).toList();
  }

  private static Subject of(Path path) {
    try {
      ContractFile file = ContractFile.read(path);
      List<Finding> errors = file.findings().stream().filter(Finding::isError).toList();
      if (!errors.isEmpty()) {
        throw new IllegalArgumentException(errors.toString());
      }
      Contract contract = file.contract().orElseThrow();
      return Subject.of(
          contract, "Owner {{ of }} " + contract.id(), "#support https://chat.example.com/support");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
