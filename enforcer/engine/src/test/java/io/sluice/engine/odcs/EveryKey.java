package io.sluice.engine.odcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Documents made from a JSON schema, valid by it, that together set each of its keys once, and each
 * of the words that a key is limited to. Each document has what it must have, and one thing more.
 */
final class EveryKey {

  /** One of them fits wherever the standard wants a text. */
  private static final List<String> TEXTS =
      List.of("text", "thing.field", "/schema/thing", "sftp://host/path", "2026-01-02T03:04:05Z");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode schema;
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909);

  /** The schemas of all keys, each with the place where it stands. */
  private final IdentityHashMap<JsonNode, String> places = new IdentityHashMap<>();

  /** The schemas that samples are being made of: what holds itself is made smaller below. */
  private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** How often that was so. */
  private int cuts;

  /** Samples of what does not hold itself. */
  private final IdentityHashMap<JsonNode, List<Sample>> whole = new IdentityHashMap<>();

  private final IdentityHashMap<JsonNode, Optional<Sample>> smallest = new IdentityHashMap<>();

  EveryKey(JsonNode schema) {
    this.schema = schema;
    findKeys(schema, "");
  }

  /**
   * A valid value.
   *
   * @param uses the places of the keys that it sets, and the words that it has
   */
  record Sample(JsonNode value, Set<String> uses) {

    Sample with(String key, Sample sample, Set<String> places) {
      ObjectNode object = value.deepCopy();
      object.set(key, sample.value);
      Set<String> all = new HashSet<>(uses);
      all.addAll(sample.uses);
      all.addAll(places);
      return new Sample(object, all);
    }
  }

  /** What a schema says, with all that it takes in. */
  private record Demand(
      List<JsonNode> parts,
      Map<String, List<JsonNode>> properties,
      Set<String> required,
      Map<String, JsonNode> fixed) {

    static Demand none() {
      return new Demand(
          new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashMap<>());
    }

    Demand and(Demand other) {
      Demand both = none();
      for (Demand demand : List.of(this, other)) {
        both.parts.addAll(demand.parts);
        both.required.addAll(demand.required);
        both.fixed.putAll(demand.fixed);
        demand.properties.forEach(
            (key, schemas) ->
                both.properties.computeIfAbsent(key, k -> new ArrayList<>()).addAll(schemas));
      }
      return both;
    }

    /** What all parts say with a word. */
    List<JsonNode> words(String word) {
      return parts.stream().filter(part -> part.has(word)).map(part -> part.get(word)).toList();
    }

    /** What the first part that has a word says with it. */
    JsonNode word(String word) {
      return words(word).stream().findFirst().orElse(JSON.missingNode());
    }
  }

  /** The places of all keys that the schema gives a meaning. */
  Set<String> keys() {
    return new TreeSet<>(places.values());
  }

  List<Sample> documents() {
    return samples(schema);
  }

  private void findKeys(JsonNode of, String at) {
    for (Map.Entry<String, JsonNode> word : of.properties()) {
      String below = at + "/" + word.getKey();
      switch (word.getKey()) {
        // A condition gives no key a meaning.
        case "if", "not", "examples" -> {}
        case "properties" ->
            word.getValue()
                .properties()
                .forEach(key -> addKey(key.getValue(), below + "/" + key.getKey()));
        default -> findKeys(word.getValue(), below);
      }
    }
    for (int i = 0; i < (of.isArray() ? of.size() : 0); i++) {
      findKeys(of.get(i), at + "/" + i);
    }
  }

  private void addKey(JsonNode of, String at) {
    // A key that is false or true is only forbidden or let stand.
    if (of.isObject()) {
      places.put(of, at);
    }
    findKeys(of, at);
  }

  // ---- samples

  private List<Sample> samples(JsonNode reference) {
    JsonNode of = referred(reference);
    List<Sample> known = whole.get(of);
    if (known != null) {
      return known;
    }
    if (!open.add(of)) {
      cuts++;
      return least(of).stream().toList();
    }
    int before = cuts;
    List<Sample> samples = valid(of, false);
    open.remove(of);
    if (cuts == before) {
      whole.put(of, samples);
    }
    return samples;
  }

  /** A sample of what must be there alone. */
  private Optional<Sample> least(JsonNode reference) {
    JsonNode of = referred(reference);
    Optional<Sample> known = smallest.get(of);
    if (known == null) {
      known = valid(of, true).stream().findFirst();
      smallest.put(of, known);
    }
    return known;
  }

  /** What a schema that is no more than a reference refers to. */
  private JsonNode referred(JsonNode reference) {
    boolean isAlone =
        reference.has("$ref") && reference.size() == (reference.has("description") ? 2 : 1);
    return isAlone ? referred(target(reference)) : reference;
  }

  private JsonNode target(JsonNode reference) {
    return schema.at(reference.get("$ref").textValue().substring(1));
  }

  /** The valid ones, as few as it takes. */
  private List<Sample> valid(JsonNode of, boolean least) {
    JsonSchema validator = validator(of);
    List<Sample> samples = new ArrayList<>();
    Set<String> uses = new HashSet<>();
    for (Demand demand : demands(of)) {
      for (Sample sample : candidates(demand, least, Set.copyOf(uses))) {
        boolean isNew = samples.isEmpty() || !uses.containsAll(sample.uses());
        if (isNew && validator.validate(sample.value()).isEmpty()) {
          samples.add(sample);
          uses.addAll(sample.uses());
        }
      }
    }
    return samples;
  }

  private JsonSchema validator(JsonNode of) {
    ObjectNode part = JSON.objectNode();
    part.set("$schema", schema.get("$schema"));
    part.set("$defs", schema.get("$defs"));
    part.set("allOf", JSON.arrayNode().add(of));
    return factory.getSchema(part);
  }

  /**
   * @param uses what other samples have: the keys among it need no further one
   */
  private List<Sample> candidates(Demand demand, boolean least, Set<String> uses) {
    JsonNode words = demand.word("enum");
    if (!words.isMissingNode()) {
      List<Sample> samples = new ArrayList<>();
      words.forEach(
          word ->
              samples.add(new Sample(word, Set.of(System.identityHashCode(words) + "=" + word))));
      return samples;
    }
    if (!demand.properties().isEmpty()) {
      return objects(demand, least, uses);
    }
    return switch (demand.word("type").asText()) {
      case "array" -> arrays(demand, least);
      case "object" -> List.of(plain(JSON.objectNode()));
      case "string" ->
          Stream.concat(examples(demand), TEXTS.stream().map(JSON::textNode))
              .map(EveryKey::plain)
              .toList();
      case "boolean" -> List.of(plain(JSON.booleanNode(true)));
      case "null" -> List.of(plain(JSON.nullNode()));
      default -> List.of(plain(JSON.numberNode(1)));
    };
  }

  private static Stream<JsonNode> examples(Demand demand) {
    List<JsonNode> examples = new ArrayList<>();
    demand.word("examples").forEach(examples::add);
    return examples.stream();
  }

  private static Sample plain(JsonNode value) {
    return new Sample(value, Set.of());
  }

  private List<Sample> arrays(Demand demand, boolean least) {
    int size = Math.max(1, demand.word("minItems").asInt(1));
    if (size > 1) {
      ArrayNode numbers = JSON.arrayNode();
      Stream.iterate(1, n -> n + 1).limit(size).forEach(numbers::add);
      return List.of(plain(numbers));
    }
    List<JsonNode> schemas = demand.words("items");
    if (schemas.isEmpty()) {
      return List.of(plain(JSON.arrayNode()));
    }
    JsonNode items = all(schemas);
    return (least ? least(items).stream() : samples(items).stream())
        .map(item -> new Sample(JSON.arrayNode().add(item.value()), item.uses()))
        .toList();
  }

  private List<Sample> objects(Demand demand, boolean least, Set<String> uses) {
    Sample bare = plain(JSON.objectNode());
    for (String key : demand.required()) {
      List<JsonNode> schemas = demand.properties().getOrDefault(key, List.of());
      JsonNode fixed = demand.fixed().get(key);
      Optional<Sample> value = fixed == null ? least(all(schemas)) : Optional.of(plain(fixed));
      if (value.isEmpty()) {
        return List.of();
      }
      bare = bare.with(key, value.get(), places(schemas));
    }
    List<Sample> samples = new ArrayList<>(List.of(bare));
    for (Map.Entry<String, List<JsonNode>> property : demand.properties().entrySet()) {
      if (!least
          && !demand.fixed().containsKey(property.getKey())
          && !uses.containsAll(places(property.getValue()))) {
        for (Sample value : samples(all(property.getValue()))) {
          samples.add(bare.with(property.getKey(), value, places(property.getValue())));
        }
      }
    }
    return samples;
  }

  private Set<String> places(List<JsonNode> schemas) {
    Set<String> known = new HashSet<>();
    schemas.stream().filter(places::containsKey).map(places::get).forEach(known::add);
    return known;
  }

  private static JsonNode all(List<JsonNode> schemas) {
    ObjectNode all = JSON.objectNode();
    return schemas.size() == 1
        ? schemas.getFirst()
        : all.set("allOf", JSON.arrayNode().addAll(schemas));
  }

  // ---- demands

  /**
   * What a schema may demand: one for each choice that it leaves and each condition that it has.
   */
  private List<Demand> demands(JsonNode of) {
    List<List<JsonNode>> choices = new ArrayList<>();
    List<JsonNode> conditions = new ArrayList<>();
    List<Demand> demands = List.of(demand(of, choices, conditions));
    for (List<JsonNode> choice : choices) {
      demands =
          demands.stream()
              .flatMap(
                  demand ->
                      choice.stream().flatMap(option -> demands(option).stream()).map(demand::and))
              .toList();
    }
    List<Demand> all = new ArrayList<>(demands);
    for (JsonNode condition : conditions) {
      for (Demand then : demands(condition.path("then"))) {
        demands.forEach(demand -> all.add(demand.and(held(condition.get("if"))).and(then)));
      }
    }
    return all;
  }

  private Demand demand(JsonNode of, List<List<JsonNode>> choices, List<JsonNode> conditions) {
    Demand demand = Demand.none();
    demand.parts().add(of);
    of.path("properties")
        .properties()
        .forEach(key -> demand.properties().put(key.getKey(), List.of(key.getValue())));
    of.path("required").forEach(key -> demand.required().add(key.textValue()));
    for (String word : List.of("oneOf", "anyOf")) {
      if (of.has(word)) {
        List<JsonNode> options = new ArrayList<>();
        of.get(word).forEach(options::add);
        choices.add(options);
      }
    }
    if (of.has("if")) {
      conditions.add(of);
    }
    Demand all = demand;
    if (of.has("$ref")) {
      all = all.and(demand(target(of), choices, conditions));
    }
    for (JsonNode part : of.path("allOf")) {
      all = all.and(demand(part, choices, conditions));
    }
    return all;
  }

  /** What makes a condition hold. */
  private static Demand held(JsonNode condition) {
    JsonNode one = condition.has("anyOf") ? condition.get("anyOf").get(0) : condition;
    Demand demand = Demand.none();
    for (Map.Entry<String, JsonNode> key : one.path("properties").properties()) {
      if (key.getValue().has("const")) {
        demand.required().add(key.getKey());
        demand.fixed().put(key.getKey(), key.getValue().get("const"));
      }
    }
    return demand;
  }
}
