package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.code;
import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.product.MaskWords;
import io.sluice.cli.export.product.Product;
import io.sluice.cli.export.product.ProductField;
import io.sluice.cli.export.product.ProductRule;
import io.sluice.cli.export.product.TypeWords;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a product's records hold, field by field, and what is demanded of them. */
final class Demands {

  private final Product product;

  Demands(Product product) {
    this.product = product;
  }

  Table fields() {
    Table table =
        Table.of(
            "Field", "Type", "Required", "Unit", "Classification", "In the product", "Meaning");
    for (ProductField field : product.fields()) {
      table.row(
          code(field.path()),
          text(TypeWords.of(field.type())),
          field.isRequired() ? "yes" : "no",
          field.said().unit().map(Markdown::text).orElse(""),
          sensitivity(field),
          field.said().mask().map(MaskWords::of).map(Markdown::text).orElse(""),
          field.description().map(Markdown::text).orElse(""));
    }
    return table;
  }

  /** The word, and that a field is personal where the word does not say so. */
  private String sensitivity(ProductField field) {
    String word = field.said().classification().orElse("");
    boolean isSaid = product.file().classifications().isPersonal(word);
    return field.said().isPersonal() && !isSaid
        ? Stream.of(text(word), "personal data")
            .filter(s -> !s.isEmpty())
            .collect(Collectors.joining(", "))
        : text(word);
  }

  Table rules() {
    Table table = Table.of("Rule", "Field", "Demands", "A record that breaks it", "Why");
    for (ProductRule rule : product.rules()) {
      table.row(
          code(rule.rule().id()),
          code(rule.path()),
          text(rule.explained().demand()),
          rule.consequence(product.contract()),
          text(Optional.ofNullable(rule.rule().description()).orElse("")));
    }
    return table;
  }
}
