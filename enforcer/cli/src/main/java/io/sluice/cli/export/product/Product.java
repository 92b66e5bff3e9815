package io.sluice.cli.export.product;

import io.sluice.cli.export.Subject;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.change.Revision;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Written;
import io.sluice.engine.plan.ExplainedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * What one major version of a contract serves, to be described.
 *
 * @param file the contract, without errors, and with a schema
 * @param revision the same, to be compared with others
 * @param earlier older versions of the contract, of lower majors too
 */
public record Product(
    Subject subject, ContractFile file, Revision revision, List<Revision> earlier) {

  public Product {
    earlier = List.copyOf(earlier);
  }

  /**
   * The product of a contract.
   *
   * @param file one without errors that names a schema
   */
  public static Product of(ContractFile file, String owner, String support) {
    return new Product(
        Subject.of(file.contract().orElseThrow(), owner, support),
        file,
        Revision.of(file).orElseThrow(),
        List.of());
  }

  /** The same, with older versions of its contract; those of the version itself are left out. */
  public Product after(List<Revision> earlier) {
    return new Product(
        subject,
        file,
        revision,
        earlier.stream()
            .filter(e -> !e.contract().version().equals(contract().version()))
            .toList());
  }

  public Contract contract() {
    return subject.contract();
  }

  /** The schema that consumers read with. */
  public Schema schema() {
    return Objects.requireNonNull(file.schema());
  }

  /** The same, as its file has it. */
  public String schemaText() {
    return Objects.requireNonNull(file.schemaText());
  }

  /** The status that the document states, a word of the organisation's own too. */
  public String status() {
    return said("status").orElse(contract().status().word());
  }

  /** What the document says under some keys, one below the other. */
  public Optional<String> said(String... keys) {
    return written(keys).flatMap(Written::text).filter(text -> !text.isBlank());
  }

  /** A list of texts that the document has under a key; empty where it has none. */
  public List<String> list(String key) {
    return items(written(key)).flatMap(item -> item.text().stream()).toList();
  }

  /** The urls of the document's definitions of a type. */
  public List<String> definitions(String type) {
    return items(written("authoritativeDefinitions"))
        .filter(d -> d.child("type").flatMap(Written::text).filter(type::equals).isPresent())
        .flatMap(d -> d.child("url").flatMap(Written::text).stream())
        .toList();
  }

  /** What the document says of the object that its topic has. */
  public Optional<String> saidOfObject(String key) {
    String name = contract().topicObject().orElseThrow().name();
    return items(written("schema"))
        .filter(o -> o.child("name").flatMap(Written::text).filter(name::equals).isPresent())
        .findFirst()
        .flatMap(o -> o.child(key))
        .flatMap(Written::text)
        .filter(text -> !text.isBlank());
  }

  private Optional<Written> written(String... keys) {
    Optional<Written> at = Optional.of(revision.document());
    for (String key : keys) {
      at = at.flatMap(written -> written.child(key));
    }
    return at;
  }

  private static Stream<Written> items(Optional<Written> written) {
    return written.stream()
        .filter(Written.Items.class::isInstance)
        .map(Written.Items.class::cast)
        .flatMap(list -> list.items().stream());
  }

  /** The fields of its records, in the order of the schema, each before those that it holds. */
  public List<ProductField> fields() {
    return FieldWalk.of(schema(), contract().topicObject().orElseThrow().properties());
  }

  /** What it demands: of records as a whole first, then of each field. */
  public List<ProductRule> rules() {
    List<ExplainedRule> explained = file.compile().explain();
    List<ProductRule> rules = new ArrayList<>();
    contract()
        .topicObject()
        .orElseThrow()
        .rules()
        .forEach(rule -> ProductRule.find(rule, "", explained).ifPresent(rules::add));
    for (ProductField field : fields()) {
      for (var rule : field.said().rules()) {
        ProductRule.find(rule, field.path(), explained).ifPresent(rules::add);
      }
    }
    return rules;
  }

  /** The versions of its contract that are known, the newest first, with what each changed. */
  public List<Version> versions() {
    return Version.upTo(revision, earlier);
  }
}
