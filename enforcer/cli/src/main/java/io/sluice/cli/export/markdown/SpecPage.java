package io.sluice.cli.export.markdown;

import static io.sluice.cli.export.markdown.Markdown.code;
import static io.sluice.cli.export.markdown.Markdown.link;
import static io.sluice.cli.export.markdown.Markdown.text;

import io.sluice.cli.export.PromiseWords;
import io.sluice.cli.export.Subject;
import io.sluice.cli.export.product.MaskWords;
import io.sluice.cli.export.product.Product;
import io.sluice.cli.export.product.ProductField;
import io.sluice.cli.export.product.ProductRule;
import io.sluice.cli.export.product.TypeWords;
import io.sluice.cli.export.product.Version;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Output;
import io.sluice.engine.contract.Role;
import io.sluice.engine.contract.SlaProperty;
import io.sluice.engine.contract.SupportChannel;
import io.sluice.engine.lifecycle.Approval;
import io.sluice.engine.lifecycle.End;
import io.sluice.engine.lifecycle.Lifecycle;
import io.sluice.engine.lifecycle.Notice;
import io.sluice.engine.sli.Indicator;
import java.time.LocalDate;
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
  private final List<ProductField> fields;

  private SpecPage(Product product, ProductFolder folder) {
    this.product = product;
    this.contract = product.contract();
    this.subject = product.subject();
    this.folder = folder;
    this.fields = product.fields();
  }

  static String of(Product product, ProductFolder folder) {
    return new SpecPage(product, folder).write();
  }

  private String write() {
    return new Page(text(subject.title()))
        .opening(
            "%s · version %s · %s · %s"
                .formatted(
                    code(contract.id()),
                    text(contract.version().text()),
                    Words.status(contract),
                    link("all products", "../" + IndexPage.NAME)))
        .section("Canvas", canvas())
        .section("Meaning", meaning())
        .section("Fields", fieldTable(), keptBack())
        .section("Rules", rules())
        .section("Promises", promises(), stated())
        .section("Support", support())
        .section("Life", life(), approvals())
        .section("Versions", versions())
        .section("Files", files())
        .withContents();
  }

  // ---- what it is for

  private Table canvas() {
    Table canvas = Table.of("What", "Says the contract");
    add(canvas, "Owner", text(subject.owner()));
    add(canvas, "Domain", text(Optional.ofNullable(contract.domain()).orElse("")));
    add(canvas, "Organisation", text(Optional.ofNullable(contract.tenant()).orElse("")));
    add(canvas, "Data product", product.said("dataProduct").map(Markdown::text).orElse(""));
    add(canvas, "Purpose", text(Optional.ofNullable(contract.purpose()).orElse("")));
    add(canvas, "Consumers", consumers());
    add(canvas, "Access", access());
    add(canvas, "Input port", "topic " + code(subject.binding().rawTopic()));
    add(canvas, "Output port", "topic " + code(subject.binding().productTopic()));
    add(canvas, "Dead letters", "topic " + code(subject.binding().deadLetterTopic()));
    add(canvas, "Served at", servers());
    add(canvas, "Classification", classification());
    add(canvas, "Status", Words.status(contract));
    add(
        canvas,
        "Tags",
        product.list("tags").stream().map(Markdown::text).collect(Collectors.joining(", ")));
    return canvas;
  }

  private static void add(Table table, String what, String says) {
    if (!says.isEmpty()) {
      table.row(what, says);
    }
  }

  private String consumers() {
    return Words.members(contract)
        .filter(member -> Words.isInRole(member, "consumer"))
        .map(Words::name)
        .map(Markdown::text)
        .collect(Collectors.joining(", "));
  }

  private String access() {
    return contract.roles().stream().map(SpecPage::access).collect(Collectors.joining(", "));
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

  // ---- what its records mean

  private Table meaning() {
    Table meaning = Table.of("What", "Says the contract");
    add(
        meaning,
        "A record",
        text(
            Optional.ofNullable(contract.topicObject().orElseThrow().description())
                .or(() -> Optional.ofNullable(product.schema().getDoc()))
                .orElse("")));
    add(
        meaning,
        "Granularity",
        product.saidOfObject("dataGranularityDescription").map(Markdown::text).orElse(""));
    add(meaning, "Use", product.said("description", "usage").map(Markdown::text).orElse(""));
    add(
        meaning,
        "Limits",
        product.said("description", "limitations").map(Markdown::text).orElse(""));
    add(meaning, "Key", key());
    add(meaning, "Event time", eventTimes());
    add(
        meaning,
        "How to read",
        "with " + code("isolation.level=read_committed") + "; values are Avro, " + framing());
    return meaning;
  }

  private String key() {
    String primary =
        fields.stream()
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

  // ---- its fields

  private Table fieldTable() {
    Table table =
        Table.of(
            "Field", "Type", "Required", "Unit", "Classification", "In the product", "Meaning");
    for (ProductField field : fields) {
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

  private String keptBack() {
    return contract.output() == Output.PROJECT
        ? "Fields that a producer adds are kept back until the contract has them."
        : "Fields that a producer adds are passed on.";
  }

  // ---- its rules

  private Table rules() {
    Table table = Table.of("Rule", "Field", "Demands", "A record that breaks it", "Why");
    for (ProductRule rule : product.rules()) {
      table.row(
          code(rule.rule().id()),
          code(rule.path()),
          text(rule.explained().demand()),
          rule.consequence(),
          text(Optional.ofNullable(rule.rule().description()).orElse("")));
    }
    return table;
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

  // ---- whom to ask, and how long it lasts

  private Table support() {
    Table table = Table.of("Channel", "Tool", "Where", "What for");
    for (SupportChannel channel : contract.support()) {
      table.row(
          text(channel.channel()),
          text(Optional.ofNullable(channel.tool()).orElse("")),
          Optional.ofNullable(channel.url()).map(Markdown::address).orElse(""),
          text(Optional.ofNullable(channel.description()).orElse("")));
    }
    return table;
  }

  private Table life() {
    Table life = Table.of("What", "Says the contract");
    add(life, "Status", Words.status(contract));
    add(
        life,
        "Notice before what breaks",
        Notice.of(contract).map(PromiseWords::length).orElse("none promised"));
    for (End end : End.values()) {
      add(life, endWords(end), end.day(contract).map(LocalDate::toString).orElse(""));
    }
    add(life, "Replaced by", Lifecycle.replacement(contract).map(Markdown::text).orElse(""));
    return life;
  }

  private static String endWords(End end) {
    return switch (end) {
      case SUPPORT -> "Supported until";
      case LIFE -> "Served until";
    };
  }

  private Table approvals() {
    Table table = Table.of("Approved for", "By", "On");
    for (Approval approval : Approval.of(contract)) {
      table.row(text(approval.role()), text(approval.who()), approval.date().toString());
    }
    return table;
  }

  private String versions() {
    Table table = Table.of("Version", "Status", "Approved", "Changes");
    for (Version version : product.versions()) {
      table.row(
          text(version.contract().version().text()),
          version.contract().status().word(),
          version.approved().map(LocalDate::toString).orElse(""),
          Words.changes(version));
    }
    return table
        + "\n"
        + "What changed, and for whom: "
        + link("changelog", ProductFolder.CHANGELOG)
        + ".";
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
