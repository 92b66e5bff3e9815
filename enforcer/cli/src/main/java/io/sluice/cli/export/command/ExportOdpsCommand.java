package io.sluice.cli.export.command;

import io.sluice.cli.export.YamlDocuments;
import io.sluice.cli.export.odps.DataProductDocument;
import io.sluice.cli.export.product.Product;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Writes data products in the standard for them. */
@Command(
    name = "odps",
    description = {
      "Writes data products in the Open Data Product Standard v1.0.",
      "One YAML document each, whose ports are the majors of a contract, and the contracts of a domain",
      "that name the same dataProduct.",
      ""
    })
final class ExportOdpsCommand extends ProductExport {

  @Override
  void export(List<Product> products, ExportOptions to) throws IOException {
    to.write(
        List.copyOf(DataProductDocument.of(products).entrySet()),
        document -> document.getKey().replaceAll("[^A-Za-z0-9._-]", "-") + ".odps.yaml",
        some -> YamlDocuments.write(some.stream().map(Map.Entry::getValue).toList()));
    to.say(DataProductDocument.notes(products));
  }
}
