package io.sluice.cli.export.command;

import io.sluice.cli.export.product.MarkedSchema;
import io.sluice.cli.export.product.Product;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the schema of each product. */
@Command(
    name = "avro",
    description = {
      "Writes the Avro schema that consumers read with.",
      "It is written as it is registered.",
      "Several are printed one after the other; Avro takes one a file: --output DIR.",
      ""
    })
final class ExportAvroCommand extends ProductExport {

  @Option(
      names = "--marks",
      description = {
        "With what the contract says of each field: sluice.classification, sluice.pii,",
        "sluice.masking and sluice.unit as properties, its description where the schema has none."
      })
  private boolean marks;

  @Override
  void export(List<Product> products, ExportOptions to) throws IOException {
    to.refuseOneFile(products, "Avro takes one schema a file", "schemas/");
    to.write(
        products,
        product -> product.subject().major().name() + ".avsc",
        some -> some.stream().map(this::schema).collect(Collectors.joining()));
  }

  private String schema(Product product) {
    return marks ? MarkedSchema.of(product) : product.schemaText();
  }
}
