package io.sluice.engine.contract;

import io.sluice.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A data contract: an Open Data Contract Standard document, read. The Avro schema that it names is
 * held apart, since one comes from a file and the other from a registry.
 *
 * @param id the contract's id, unique in an organisation
 * @param status where it stands in its life
 * @param name its name for people; null where it has none
 * @param domain the owning domain; null where it has none
 * @param tenant the owning organisation; null where it has none
 * @param purpose why the product exists; null where it does not say
 * @param team who owns it; null where it does not say
 * @param roles who may have access to what
 * @param support where its users get help
 * @param servers where it is served
 * @param objects everything under {@code schema}, tables and files included
 * @param keyMasking what consumers get instead of the keys of records, which keeps different keys
 *     apart; null where they get these
 * @param slaDefaultElement the element of promises that name none; null where it names none either
 * @param slaProperties the promises on time and availability
 * @param customProperties what the standard leaves to tools, Sluice's own settings among them
 * @param location the place of the document's first key
 */
public record Contract(
    String id,
    ContractVersion version,
    Status status,
    @Nullable String name,
    @Nullable String domain,
    @Nullable String tenant,
    @Nullable String purpose,
    @Nullable Team team,
    List<Role> roles,
    List<SupportChannel> support,
    List<Server> servers,
    List<SchemaObject> objects,
    @Nullable Masking keyMasking,
    @Nullable String slaDefaultElement,
    List<SlaProperty> slaProperties,
    List<CustomProperty> customProperties,
    Location location) {

  public Contract {
    roles = List.copyOf(roles);
    support = List.copyOf(support);
    servers = List.copyOf(servers);
    objects = List.copyOf(objects);
    slaProperties = List.copyOf(slaProperties);
    customProperties = List.copyOf(customProperties);
  }

  /** The one object that is served on a topic; empty where there is none, or more than one. */
  public Optional<SchemaObject> topicObject() {
    List<SchemaObject> topics = objects.stream().filter(SchemaObject::isTopic).toList();
    return topics.size() == 1 ? Optional.of(topics.getFirst()) : Optional.empty();
  }

  /** The root custom property of that name; empty where there is none. */
  public Optional<CustomProperty> customProperty(String property) {
    return customProperties.stream().filter(c -> c.property().equals(property)).findFirst();
  }

  /**
   * How a pipeline runs it; empty where none does. What is active or deprecated is enforced,
   * whatever else it says; what is on its way there runs in shadow where it asks for that.
   */
  public Optional<Enforcement> enforcement() {
    if (status.isEnforced()) {
      return Optional.of(Enforcement.ENFORCE);
    }
    return customProperty(Enforcement.PROPERTY)
        .flatMap(asked -> Enforcement.parse(String.valueOf(asked.value())))
        .filter(asked -> asked == Enforcement.SHADOW && status.mayShadow());
  }

  /** Why no pipeline runs it, in words; empty where one does. */
  public Optional<String> idle() {
    if (enforcement().isPresent()) {
      return Optional.empty();
    }
    String unasked =
        status.mayShadow() ? ", and it does not ask for sluice.enforcement: shadow" : "";
    return Optional.of("its status is " + status.word() + unasked);
  }

  /** Whether a pipeline runs it in shadow. */
  public boolean isInShadow() {
    return enforcement().filter(Enforcement.SHADOW::equals).isPresent();
  }

  /** Whether its topic's records hold personal data. */
  public boolean holdsPersonal() {
    return topicObject().filter(SchemaObject::holdsPersonal).isPresent();
  }

  /** Whether consumers get something else than what was published, be it in the record's key. */
  public boolean hasMasks() {
    return keyMasking != null || topicObject().filter(SchemaObject::holdsMasks).isPresent();
  }

  /**
   * Which fields the product has. Where there is personal data, a field that a producer adds is
   * kept back until the contract's schema has it, unless the contract says otherwise.
   */
  public Output output() {
    return customProperty(Output.PROPERTY)
        .flatMap(asked -> Output.parse(String.valueOf(asked.value())))
        .orElse(holdsPersonal() ? Output.PROJECT : Output.PASS);
  }

  /** Which headers of producers the product has. */
  public PassedHeaders headers() {
    return PassedHeaders.of(this);
  }

  /** What each of its product records says of its judging. */
  public Set<Stamp> stamps() {
    return Stamp.of(this);
  }

  /** The id that headers and logs name: {@code <id>:<version>}. */
  public String coordinates() {
    return id + ":" + version;
  }
}
