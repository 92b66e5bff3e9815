package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.code;
import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.Subject;
import io.sluice.cli.export.product.Product;
import io.sluice.cli.export.product.ProductField;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The canvas of a data product: whose it is, for whom and what for, and where it is. */
final class Canvas {

  private final Product product;
  private final Contract contract;
  private final Subject subject;

  private Canvas(Product product) {
    this.product = product;
    this.contract = product.contract();
    this.subject = product.subject();
  }

  static Facts of(Product product) {
    return new Canvas(product).facts();
  }

  private Facts facts() {
    Facts canvas = new Facts();
    canvas.add("Owner", text(subject.owner()));
    canvas.add("Domain", text(Optional.ofNullable(contract.domain()).orElse("")));
    canvas.add("Organisation", text(Optional.ofNullable(contract.tenant()).orElse("")));
    canvas.add("Data product", product.said("dataProduct").map(Markdown::text).orElse(""));
    canvas.add("Purpose", text(Optional.ofNullable(contract.purpose()).orElse("")));
    canvas.add("Consumers", consumers());
    canvas.add("Access", access());
    canvas.add("Input port", "topic " + code(subject.binding().rawTopic()));
    canvas.add("Output port", "topic " + code(subject.binding().productTopic()));
    canvas.add("Dead letters", "topic " + code(subject.binding().deadLetterTopic()));
    canvas.add("Served at", servers());
    canvas.add("Classification", classification());
    canvas.add("Status", Words.status(contract));
    canvas.add(
        "Tags",
        product.list("tags").stream().map(Markdown::text).collect(Collectors.joining(", ")));
    return canvas;
  }

  private String consumers() {
    return Words.members(contract)
        .filter(member -> Words.isInRole(member, "consumer"))
        .map(Words::name)
        .map(Markdown::text)
        .collect(Collectors.joining(", "));
  }

  private String access() {
    return contract.roles().stream().map(Canvas::access).collect(Collectors.joining(", "));
  }

  private static String access(Role role) {
    return code(role.name()) + (role.access() == null ? "" : " (" + text(role.access()) + ")");
  }

  private String servers() {
    return contract.servers().stream()
        .map(
            server ->
                Stream.of(
                        Optional.ofNullable(server.host()).map(Markdown::code),
                        Optional.ofNullable(server.environment())
                            .map(environment -> "(" + text(environment) + ")"))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" ")))
        .filter(server -> !server.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** The most sensitive word of any field, and how much is personal. */
  private String classification() {
    List<ProductField> fields = product.fields();
    String highest = null;
    for (ProductField field : fields) {
      highest =
          product
              .file()
              .classifications()
              .higher(highest, field.said().classification().orElse(null));
    }
    long personal = fields.stream().filter(field -> field.said().isPersonal()).count();
    return Stream.of(
            Optional.ofNullable(highest).map(Markdown::text),
            Optional.of(personal)
                .filter(count -> count > 0)
                .map(
                    count ->
                        count == 1
                            ? "one field holds personal data"
                            : count + " fields hold personal data"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }
}
