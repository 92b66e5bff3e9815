package io.sluice.cli.export.command;

import io.sluice.cli.export.YamlDocuments;
import io.sluice.cli.export.asyncapi.AsyncApiDocument;
import io.sluice.cli.export.product.Product;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Writes the topics of each product as AsyncAPI. */
@Command(
    name = "asyncapi",
    description = {
      "Writes the topics of each contract as AsyncAPI 3.0.",
      "Product topic and dead-letter topic, with payloads and headers; one YAML document each.",
      ""
    })
final class ExportAsyncApiCommand extends ProductExport {

  @Override
  void export(List<Product> products, ExportOptions to) throws IOException {
    to.write(
        products,
        product -> product.subject().major().name() + ".asyncapi.yaml",
        some -> YamlDocuments.write(some.stream().map(AsyncApiDocument::of).toList()));
  }
}
