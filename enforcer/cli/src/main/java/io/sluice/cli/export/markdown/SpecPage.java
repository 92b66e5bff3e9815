package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.code;
import static io.sluice.cli.export.markdown.Markdown.link;
import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.PromiseWords;
import io.sluice.cli.export.Subject;
import io.sluice.cli.export.product.Product;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Output;
import io.sluice.engine.contract.SlaProperty;
import io.sluice.engine.lifecycle.End;
import io.sluice.engine.sli.Indicator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a product is, for somebody who wants to know whether to build on it. */
final class SpecPage {

  private final Product product;
  private final Contract contract;
  private final Subject subject;
  private final ProductFolder folder;

  private SpecPage(Product product, ProductFolder folder) {
    this.product = product;
    this.contract = product.contract();
    this.subject = product.subject();
    this.folder = folder;
  }

  static String of(Product product, ProductFolder folder) {
    return new SpecPage(product, folder).write();
  }

  private String write() {
    Demands demands = new Demands(product);
    Life life = new Life(product);
    return new Page(text(subject.title()))
        .opening(
            "%s · version %s · %s · %s"
                .formatted(
                    code(contract.id()),
                    text(contract.version().text()),
                    Words.status(contract),
                    link("all products", "../" + IndexPage.NAME)))
        .section("Canvas", Canvas.of(product).written())
        .section("Meaning", Meaning.of(product).written())
        .section("Fields", demands.fields().written(), keptBack())
        .section("Rules", demands.rules().written())
        .section("Promises", promises().written(), stated().written())
        .section("Support", life.support().written())
        .section("Life", life.life().written(), life.approvals().written())
        .section(
            "Versions",
            life.versions().written(),
            "What changed, and for whom: " + link("changelog", ProductFolder.CHANGELOG) + ".")
        .section("Files", files())
        .withContents();
  }

  private String keptBack() {
    return contract.output() == Output.PROJECT
        ? "Fields that a producer adds are kept back until the contract has them."
        : "Fields that a producer adds are passed on.";
  }

  // ---- what it promises

  private Table promises() {
    Table table = Table.of("Promise", "Kind", "In words", "Why");
    for (Indicator indicator : subject.indicators()) {
      table.row(
          code(indicator.id()),
          indicator.sli().word(),
          text(PromiseWords.sentence(indicator, subject)),
          text(Optional.ofNullable(indicator.promise().description()).orElse("")));
    }
    return table;
  }

  /** What the contract states and nobody measures on a stream. */
  private Table stated() {
    Set<Object> measured =
        subject.indicators().stream()
            .map(indicator -> (Object) indicator.promise().location())
            .collect(Collectors.toSet());
    Table table = Table.of("Stated, not measured", "Value", "Why");
    for (SlaProperty sla : contract.slaProperties()) {
      if (!measured.contains(sla.location()) && !End.isEnd(sla)) {
        table.row(
            text(sla.property()),
            Stream.of(sla.value(), sla.valueExt(), sla.unit())
                .flatMap(part -> Optional.ofNullable(part).stream())
                .map(Markdown::text)
                .collect(Collectors.joining(" ")),
            text(Optional.ofNullable(sla.description()).orElse("")));
      }
    }
    return table;
  }

  private String files() {
    List<String> files = new ArrayList<>();
    files.add(link("Contract", folder.contract()) + ", " + link("Avro schema", folder.schema()));
    files.add(
        link("Topics for tools", folder.asyncApi())
            + " and "
            + link("all contracts for machines", ProductFolder.CONTRACTS));
    files.add(link("How it comes about", ProductFolder.ARCHITECTURE));
    return files.stream().map(file -> "- " + file + "\n").collect(Collectors.joining());
  }
}
