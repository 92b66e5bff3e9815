package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.code;
import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.Subject;
import io.sluice.cli.export.product.MaskWords;
import io.sluice.cli.export.product.Product;
import io.sluice.engine.contract.Contract;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a product's records mean, and how they are read. */
final class Meaning {

  private final Product product;
  private final Contract contract;
  private final Subject subject;

  private Meaning(Product product) {
    this.product = product;
    this.contract = product.contract();
    this.subject = product.subject();
  }

  static Facts of(Product product) {
    return new Meaning(product).facts();
  }

  private Facts facts() {
    Facts meaning = new Facts();
    meaning.add(
        "A record",
        text(
            Optional.ofNullable(contract.topicObject().orElseThrow().description())
                .or(() -> Optional.ofNullable(product.schema().getDoc()))
                .orElse("")));
    meaning.add(
        "Granularity",
        product.saidOfObject("dataGranularityDescription").map(Markdown::text).orElse(""));
    meaning.add("Use", product.said("description", "usage").map(Markdown::text).orElse(""));
    meaning.add(
        "Limits", product.said("description", "limitations").map(Markdown::text).orElse(""));
    meaning.add("Key", key());
    meaning.add("Event time", eventTimes());
    meaning.add(
        "How to read",
        "with " + code("isolation.level=read_committed") + "; values are Avro, " + framing());
    return meaning;
  }

  private String key() {
    String primary =
        product.fields().stream()
            .filter(field -> field.said().isKey())
            .map(field -> code(field.path()))
            .collect(Collectors.joining(", "));
    String masked =
        contract.keyMasking() == null
            ? ""
            : "keys of records are masked: " + text(MaskWords.of(contract.keyMasking().mask()));
    return Stream.of(primary, masked).filter(s -> !s.isEmpty()).collect(Collectors.joining("; "));
  }

  private String eventTimes() {
    return subject.indicators().stream()
        .flatMap(indicator -> Optional.ofNullable(indicator.promise().eventTime()).stream())
        .distinct()
        .map(Markdown::code)
        .collect(Collectors.joining(", "));
  }

  private String framing() {
    return switch (subject.binding().framing()) {
      case REGISTRY -> "after a magic byte and the 4-byte id of the writer's schema";
      case REGISTRY_8_BYTE -> "after a magic byte and the 8-byte id of the writer's schema";
      case HEADERS -> "with the id of the writer's schema in a header";
      case NONE -> "written with the contract's own schema";
    };
  }
}
