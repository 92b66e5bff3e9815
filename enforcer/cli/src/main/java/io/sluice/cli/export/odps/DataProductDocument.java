package io.sluice.cli.export.odps;

import static io.sluice.cli.export.YamlDocuments.mapping;

import io.sluice.cli.export.product.Product;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.Status;
import io.sluice.engine.contract.SupportChannel;
import io.sluice.engine.contract.Team;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Population;
import io.sluice.pipeline.measure.SliTopic;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A data product as the <a
 * href="https://bitol-io.github.io/open-data-product-standard/v1.0.0/">Open Data Product Standard
 * v1.0.0</a> has it: its raw topics are input ports, its product topics output ports, each by the
 * contract that is enforced between them.
 */
public final class DataProductDocument {

  private static final String TOPIC = "topic";

  /** Who is served first where the majors of a product stand differently. */
  private static final List<Status> FOREMOST =
      List.of(
          Status.ACTIVE,
          Status.DEPRECATED,
          Status.PROPOSED,
          Status.DRAFT,
          Status.RETIRED,
          Status.OTHER);

  private final String id;
  private final List<Product> ports;
  private final List<Product> others;

  private DataProductDocument(String id, List<Product> ports, List<Product> others) {
    this.id = id;
    this.ports = ports;
    this.others = others;
  }

  /**
   * The documents of contracts, by the ids of the data products: contracts that name the same
   * {@code dataProduct} of a domain are ports of one, as are the majors of a contract.
   *
   * @param products in order of their ids and majors
   */
  public static Map<String, Map<String, Object>> of(List<Product> products) {
    Map<String, Map<String, Object>> documents = new TreeMap<>();
    products.stream()
        .collect(Collectors.groupingBy(DataProductDocument::id, TreeMap::new, Collectors.toList()))
        .forEach(
            (id, ports) ->
                documents.put(id, new DataProductDocument(id, ports, products).document()));
    return documents;
  }

  /** What a data product is called among those of all domains. */
  static String id(Product product) {
    return product
        .said("dataProduct")
        .map(
            name ->
                product.contract().domain() == null
                    ? name
                    : product.contract().domain() + "." + name)
        .orElse(product.contract().id());
  }

  /** The port that speaks for the product: the newest of those that stand foremost. */
  private Product first() {
    return ports.stream()
        .min(
            Comparator.comparingInt((Product p) -> FOREMOST.indexOf(p.contract().status()))
                .thenComparing(p -> p.contract().version(), ContractVersion.BY_NUMBERS.reversed()))
        .orElseThrow();
  }

  private Map<String, Object> document() {
    Product first = first();
    Contract contract = first.contract();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "v1.0.0");
    document.put("kind", "DataProduct");
    document.put("id", id);
    document.put("name", first.subject().title());
    document.put("version", contract.version().text());
    document.put("status", first.status());
    put(document, "domain", Optional.ofNullable(contract.domain()));
    put(document, "tenant", Optional.ofNullable(contract.tenant()));
    Map<String, Object> description = description(first);
    if (!description.isEmpty()) {
      document.put("description", description);
    }
    putAll(document, "tags", first.list("tags"));
    document.put("inputPorts", ports.stream().map(DataProductDocument::inputPort).toList());
    document.put("outputPorts", ports.stream().map(this::outputPort).toList());
    document.put(
        "managementPorts", ports.stream().flatMap(DataProductDocument::managementPorts).toList());
    putAll(document, "support", each(c -> c.support().stream(), DataProductDocument::support));
    putAll(document, "team", each(DataProductDocument::members, DataProductDocument::member));
    Optional.ofNullable(contract.team())
        .map(Team::name)
        .ifPresent(
            name ->
                document.put(
                    "customProperties", List.of(mapping("property", "teamName", "value", name))));
    return document;
  }

  private static Map<String, Object> description(Product product) {
    Map<String, Object> description = new LinkedHashMap<>();
    for (String key : List.of("purpose", "limitations", "usage")) {
      put(description, key, product.said("description", key).map(String::strip));
    }
    return description;
  }

  // ---- its ports

  private static Map<String, Object> inputPort(Product product) {
    return mapping(
        "name",
        product.subject().binding().rawTopic(),
        "version",
        product.contract().version().text(),
        "contractId",
        product.contract().id());
  }

  private Map<String, Object> outputPort(Product product) {
    Contract contract = product.contract();
    Map<String, Object> port = new LinkedHashMap<>();
    port.put("name", product.subject().binding().productTopic());
    put(
        port,
        "description",
        Optional.ofNullable(contract.topicObject().orElseThrow().description()));
    port.put("type", TOPIC);
    port.put("version", contract.version().text());
    port.put("contractId", contract.id());
    putAll(
        port,
        "sbom",
        product.definitions("sbom").stream()
            .map(url -> mapping("type", "external", "url", url))
            .toList());
    putAll(port, "inputContracts", inputContracts(product));
    return port;
  }

  /** The contracts of those topics that populations are read from. */
  private List<Map<String, Object>> inputContracts(Product product) {
    return product.subject().indicators(Indicator.Coverage.class).stream()
        .map(Indicator.Coverage::population)
        .filter(Population.Topic.class::isInstance)
        .map(population -> ((Population.Topic) population).topic())
        .distinct()
        .flatMap(
            topic ->
                others.stream()
                    .filter(other -> other.subject().binding().productTopic().equals(topic)))
        .map(
            other ->
                mapping("id", other.contract().id(), "version", other.contract().version().text()))
        .toList();
  }

  private static Stream<Map<String, Object>> managementPorts(Product product) {
    return Stream.of(
        managementPort(
            SliTopic.of(product.contract()),
            "observability",
            "What is promised and what it comes to."),
        managementPort(
            product.subject().binding().deadLetterTopic(),
            "control",
            "Records that break the contract, to be put back by bin/sluice dlq replay."));
  }

  private static Map<String, Object> managementPort(
      String topic, String content, String description) {
    return mapping(
        "name",
        topic,
        "content",
        content,
        "type",
        TOPIC,
        "channel",
        topic,
        "description",
        description);
  }

  // ---- its people

  private <T> List<Map<String, Object>> each(
      Function<Contract, Stream<T>> of, Function<T, Optional<Map<String, Object>>> written) {
    return ports.stream()
        .flatMap(port -> of.apply(port.contract()))
        .distinct()
        .flatMap(thing -> written.apply(thing).stream())
        .toList();
  }

  /** The standard demands an address. */
  private static Optional<Map<String, Object>> support(SupportChannel channel) {
    return address(channel)
        .map(
            url -> {
              Map<String, Object> entry = mapping("channel", channel.channel(), "url", url);
              put(entry, "description", Optional.ofNullable(channel.description()));
              put(entry, "tool", Optional.ofNullable(channel.tool()));
              return entry;
            });
  }

  private static Optional<String> address(SupportChannel channel) {
    String url = channel.url();
    try {
      return url != null && new URI(url).isAbsolute() ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Stream<Team.Member> members(Contract contract) {
    return Optional.ofNullable(contract.team()).stream().flatMap(team -> team.members().stream());
  }

  private static Optional<Map<String, Object>> member(Team.Member member) {
    Map<String, Object> entry = mapping("username", member.username());
    put(entry, "name", Optional.ofNullable(member.name()));
    put(entry, "role", Optional.ofNullable(member.role()));
    return Optional.of(entry);
  }

  /** What the standard has no place for, in words. */
  public static List<String> notes(List<Product> products) {
    List<String> notes = new ArrayList<>();
    for (Product product : products) {
      for (SupportChannel channel : product.contract().support()) {
        if (address(channel).isEmpty()) {
          notes.add(
              "%s: support channel %s is left out, since the standard wants an address for it"
                  .formatted(product.subject().major(), channel.channel()));
        }
      }
    }
    return notes;
  }

  // ---- the form

  private static void put(Map<String, Object> map, String key, Optional<String> value) {
    value.ifPresent(v -> map.put(key, v));
  }

  private static void putAll(Map<String, Object> map, String key, List<?> values) {
    if (!values.isEmpty()) {
      map.put(key, values);
    }
  }
}
