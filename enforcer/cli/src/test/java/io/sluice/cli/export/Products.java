package io.sluice.cli.export;

import io.sluice.cli.export.product.Product;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Products to describe: those that ship, and some with all that there is. */
public final class Products {

  public static final Path DESCRIBED = Path.of("src/test/resources/export/described");

  /** One without personal data. */
  public static final Path PLAIN = Subjects.EVERYTHING;

  private Products() {}

  public static List<Product> shipped() {
    return Subjects.shippedFiles().stream().map(Products::of).toList();
  }

  /** One in words that are markup elsewhere, with an older version. */
  public static Product described() {
    Product older = of(DESCRIBED.resolve("older.odcs.yaml"));
    return of(DESCRIBED.resolve("contract.odcs.yaml")).after(List.of(older.revision()));
  }

  public static List<Product> all() {
    return Stream.concat(
            shipped().stream(), Stream.of(described(), of(PLAIN.resolve("contract.odcs.yaml"))))
        .toList();
  }

  public static Product of(Path path) {
    try {
      return of(ContractFile.read(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The product of a contract's text, whose schema is that of {@link #DESCRIBED}. */
  public static Product ofText(String text) {
    return ofText(DESCRIBED, text);
  }

  /** Likewise, of a contract that has no personal data: that of {@link #PLAIN}. */
  public static Product ofPlainText(String text) {
    return ofText(PLAIN, text);
  }

  private static Product ofText(Path folder, String text) {
    return of(
        ContractFile.of("contract.odcs.yaml", text, url -> Files.readString(folder.resolve(url))));
  }

  private static Product of(ContractFile file) {
    List<Finding> errors = file.findings().stream().filter(Finding::isError).toList();
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(errors.toString());
    }
    return Product.of(file, "Team | <b> (desk)", "#support");
  }
}
