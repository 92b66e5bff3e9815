package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.code;
import static io.sluice.cli.export.markdown.Markdown.link;
import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.product.Product;

/** What programs go by, and where they find it. */
final class ContractsPage {

  private ContractsPage() {}

  static String of(Product product, ProductFolder folder) {
    String topic = product.subject().binding().productTopic();
    Table files =
        Table.of("File", "Is")
            .row(
                link("Contract", folder.contract()),
                "the contract, version "
                    + text(product.contract().version().text())
                    + ", in the Open Data Contract Standard")
            .row(
                link("Avro schema", folder.schema()),
                "what consumers read with, record " + code(product.schema().getFullName()))
            .row(
                link("AsyncAPI", folder.asyncApi()),
                "the product topic and the dead-letter topic, with their headers and payloads");
    Table registry =
        Table.of("Artifact", "Group", "Is")
            .row(code(product.contract().id()), code("sluice"), "the contract, each version")
            .row(
                code(topic + "-value"),
                code("default"),
                "its schema, which only ever changes so that older readers go on");
    return new Page("Contracts of " + text(product.subject().title()))
        .opening(link("What it is", ProductFolder.SPEC))
        .section("Files", files.written())
        .section(
            "In the registry",
            "Where " + code("bin/sluice publish") + " has registered the contract:",
            registry.written())
        .toString();
  }
}
