package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.code;
import static io.sluice.cli.export.markdown.Markdown.link;
import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.product.Product;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.delta.DeltaTopic;
import io.sluice.pipeline.enforce.SluiceHeaders;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.pipeline.topic.ReplayTopic;
import java.util.stream.Collectors;

/** Which topics a product has, what runs between them, and what becomes of a record. */
final class ArchitecturePage {

  private final Product product;
  private final Contract contract;
  private final Binding binding;
  private final String pipeline;
  private final String replay;
  private final String sli;

  private ArchitecturePage(Product product) {
    this.product = product;
    this.contract = product.contract();
    this.binding = product.subject().binding();
    this.pipeline = product.subject().group();
    this.replay = ReplayTopic.of(pipeline);
    this.sli = SliTopic.of(contract);
  }

  static String of(Product product, ProductFolder folder) {
    return new ArchitecturePage(product).write(folder);
  }

  private String write(ProductFolder folder) {
    return new Page("How " + text(product.subject().title()) + " comes about")
        .opening(
            link("What it is", ProductFolder.SPEC) + " · " + link("contract", folder.contract()))
        .section("Flow", "```mermaid\n" + flow() + "```\n")
        .section("Topics", topics().written())
        .section("Where records go", fates().written())
        .toString();
  }

  /** Names of topics are of letters, digits, dots, dashes and underscores: nothing to escape. */
  private String flow() {
    boolean isInShadow = contract.isInShadow();
    return """
        flowchart LR
          producers([producers]) --> raw[("%s")]
          raw --> pipeline["pipeline<br/>%s"]
          pipeline -- %s --> product[("%s")]
          pipeline -- %s --> letters[("%s")]
          letters -. put back .-> replay[("%s")]
          replay --> pipeline
          pipeline -- counts --> deltas[("%s")]
          deltas --> measure["measure"]
          measure -- results --> sli[("%s")]
          product --> consumers([consumers])
        """
        .formatted(
            binding.rawTopic(),
            pipeline,
            isInShadow ? "all records" : "compliant",
            binding.productTopic(),
            isInShadow ? "samples of violations" : "violations",
            binding.deadLetterTopic(),
            replay,
            DeltaTopic.NAME,
            sli);
  }

  private Table topics() {
    String letters =
        contract.holdsPersonal()
            ? "records that break the contract, sealed, with what they break in headers"
            : "records that break the contract, byte for byte, with what they break in headers";
    return Table.of("Topic", "Has", "Written by", "Read by")
        .row(code(binding.rawTopic()), "what producers publish", "producers", "the pipeline")
        .row(code(binding.productTopic()), product(), "the pipeline", "consumers")
        .row(code(binding.deadLetterTopic()), letters, "the pipeline", "who is on call")
        .row(code(replay), "dead letters that are put back", "Sluice alone", "the pipeline")
        .row(
            code(DeltaTopic.NAME),
            "counts of all contracts, committed with the offsets that they cover",
            "all pipelines",
            "the measuring application")
        .row(
            code(sli),
            "what was promised and what it comes to",
            "the measuring application",
            "anyone who wants to know");
  }

  private String product() {
    return contract.hasMasks()
        ? "compliant records, masked as the contract says"
        : "compliant records, as they were published";
  }

  private Table fates() {
    Table fates = Table.of("A record that", "Goes to");
    if (contract.isInShadow()) {
      fates.row(
          "breaks a rule, or does not decode",
          code(binding.productTopic())
              + " all the same, with header "
              + code(SluiceHeaders.SHADOWED)
              + "; samples of it also to "
              + code(binding.deadLetterTopic()));
    } else {
      fates
          .row("keeps the contract", code(binding.productTopic()))
          .row(
              "breaks a rule of severity warning alone",
              code(binding.productTopic()) + ", with header " + code(SluiceHeaders.WARNINGS))
          .row("breaks another rule", code(binding.deadLetterTopic()) + ", class " + code("RULE"))
          .row("does not decode", code(binding.deadLetterTopic()) + ", class " + code("STRUCTURE"))
          .row(
              "was written with a schema that the contract can't be read from",
              code(binding.deadLetterTopic()) + ", class " + code("SCHEMA"));
    }
    if (!binding.ignoreTypes().isEmpty()) {
      fates.row(
          "is of type "
              + binding.ignoreTypes().stream()
                  .sorted()
                  .map(Markdown::code)
                  .collect(Collectors.joining(", ")),
          "nowhere: it is left to others on the raw topic, and counted");
    }
    return fates;
  }
}
