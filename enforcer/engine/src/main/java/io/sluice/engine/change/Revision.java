package io.sluice.engine.change;

import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Location;
import io.sluice.engine.odcs.WrittenDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A contract as it stood at one time.
 *
 * @param schema the Avro schema that it names; null where it names none
 * @param classifications the organisation's words for how sensitive values are
 * @param document all that it says, what the model leaves out too
 * @param texts those that places point into, its own and its schema's, by the names of their files
 */
public record Revision(
    Contract contract,
    @Nullable Schema schema,
    Classifications classifications,
    Written document,
    Map<String, String> texts) {

  public Revision {
    texts = Map.copyOf(texts);
  }

  /** A contract as its file has it; empty where that, or the schema it names, can't be read. */
  public static Optional<Revision> of(ContractFile file) {
    return file.contract()
        .filter(
            contract ->
                file.schema() != null
                    || contract.topicObject().map(SchemaObject::implementation).isEmpty())
        .map(
            contract ->
                new Revision(
                    contract,
                    file.schema(),
                    file.classifications(),
                    WrittenDocument.parse(file.name(), file.text()).orNothing(file.name()),
                    texts(file, contract)));
  }

  private static Map<String, String> texts(ContractFile file, Contract contract) {
    Map<String, String> texts = new HashMap<>();
    texts.put(file.name(), file.text());
    String url = contract.topicObject().map(SchemaObject::implementation).orElse(null);
    if (url != null && file.schemaText() != null) {
      texts.put(SchemaPlaces.name(file.name(), url), file.schemaText());
    }
    return texts;
  }

  /** Where the fields of its schema stand. */
  private SchemaPlaces schemaPlaces() {
    String url = contract.topicObject().map(SchemaObject::implementation).orElse(null);
    if (url == null) {
      return SchemaPlaces.none();
    }
    String name = SchemaPlaces.name(contract.location().file(), url);
    String text = texts.get(name);
    return text == null ? SchemaPlaces.none() : SchemaPlaces.of(name, text);
  }

  /** The object of the topic, else the first one; null where there is none. */
  @Nullable SchemaObject object() {
    return contract.topicObject().or(() -> contract.objects().stream().findFirst()).orElse(null);
  }

  /** The fields of its records. */
  List<Field> fields() {
    SchemaObject object = object();
    return object == null
        ? List.of()
        : Field.of("", schema, object.properties(), objectWritten(), schemaPlace(), schemaPlaces());
  }

  /** The object as it is written. */
  Written objectWritten() {
    int index = contract.objects().indexOf(object());
    return document
        .child("schema")
        .filter(Written.Items.class::isInstance)
        .map(Written.Items.class::cast)
        .filter(list -> index >= 0 && index < list.items().size())
        .map(list -> list.items().get(index))
        .orElseGet(() -> Written.none(contract.location()));
  }

  /** Where a key of the object stands; else the object. */
  Location objectAt(String key) {
    SchemaObject object = object();
    return objectWritten()
        .child(key)
        .map(Written::location)
        .orElse(object == null ? contract.location() : object.location());
  }

  /** Where the contract names its schema, or else the object that has one. */
  Location schemaPlace() {
    SchemaObject object = object();
    if (object == null) {
      return contract.location();
    }
    Location place = object.implementationLocation();
    return place == null ? object.location() : place;
  }

  /** Where a setting of the contract as a whole stands; else the contract's beginning. */
  Location setting(String name) {
    return contract.customProperty(name).map(CustomProperty::location).orElse(contract.location());
  }

  /** Where a key of the contract stands; else the contract's beginning. */
  public Location at(String key) {
    return document.child(key).map(Written::location).orElse(contract.location());
  }
}
