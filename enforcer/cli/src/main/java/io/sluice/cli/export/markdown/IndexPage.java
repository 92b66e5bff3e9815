package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.code;
import static io.sluice.cli.export.markdown.Markdown.link;
import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.product.Product;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All products, by the domains that own them. */
final class IndexPage {

  static final String NAME = "README.md";

  private static final String NO_DOMAIN = "of no domain";

  private IndexPage() {}

  static String of(List<Product> products) {
    Page page = new Page("Data products");
    products.stream()
        .collect(
            Collectors.groupingBy(
                product -> Objects.requireNonNullElse(product.contract().domain(), NO_DOMAIN),
                TreeMap::new,
                Collectors.toList()))
        .forEach((domain, of) -> page.section(text(domain), table(of).written()));
    return page.toString();
  }

  private static Table table(List<Product> products) {
    Table table = Table.of("Product", "Version", "Status", "Owner", "Product topic", "Purpose");
    for (Product product : products) {
      ProductFolder folder = new ProductFolder(product);
      table.row(
          link(text(product.subject().title()), folder.name() + "/" + ProductFolder.SPEC),
          text(product.contract().version().text()),
          Words.status(product.contract()),
          text(product.subject().owner()),
          code(product.subject().binding().productTopic()),
          text(Objects.requireNonNullElse(product.contract().purpose(), "")));
    }
    return table;
  }
}
