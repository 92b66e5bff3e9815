package io.sluice.engine.odcs;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.contract.Server;
import io.sluice.engine.contract.SlaProperty;
import io.sluice.engine.contract.Status;
import io.sluice.engine.contract.SupportChannel;
import io.sluice.engine.contract.Team;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads a document whose shape was checked into a contract. */
final class ContractReader {

  /** What application ids and topics can be made of, with room for what Sluice puts around it. */
  private static final Pattern CONTRACT_ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private final Fields root;
  private final Report report;
  private final RuleReader rules;

  ContractReader(String file, MappingNode root, ShapeCheck shapes, Report report) {
    this.root = new Fields(file, root);
    this.report = report;
    this.rules = new RuleReader(shapes, report);
  }

  /** The contract; empty where its id or version can't be read. */
  Optional<Contract> read() {
    List<SchemaObject> objects = root.children("schema").stream().map(this::object).toList();
    Optional<ContractVersion> version = version();
    String id = id();
    List<SlaProperty> slaProperties = slaProperties(objects);
    if (id == null || version.isEmpty()) {
      return Optional.empty();
    }
    Contract contract =
        new Contract(
            id,
            version.get(),
            status(),
            root.text("name"),
            root.text("domain"),
            root.text("tenant"),
            root.child("description").text("purpose"),
            team(),
            support(),
            servers(),
            objects,
            slaProperties,
            customProperties(root),
            root.location());
    new SettingsCheck(report).check(contract);
    return Optional.of(contract);
  }

  private @Nullable String id() {
    String id = root.text("id");
    if (id == null) {
      return null;
    }
    if (id.isBlank()) {
      report.emptyId(root.location("id"));
      return null;
    }
    if (!CONTRACT_ID.matcher(id).matches()) {
      report.applicationName(root.location("id"), id);
    }
    return id;
  }

  private Optional<ContractVersion> version() {
    String text = root.text("version");
    if (text == null) {
      return Optional.empty();
    }
    Optional<ContractVersion> version = ContractVersion.parse(text);
    if (version.isEmpty()) {
      report.version(root.location("version"), text);
    }
    return version;
  }

  private Status status() {
    String text = root.text("status", "");
    Status status = Status.parse(text);
    if (status == Status.OTHER) {
      report.status(root.location("status"), text);
    }
    return status;
  }

  // ---- people and places

  private @Nullable Team team() {
    if (!root.has("team")) {
      return null;
    }
    // v3.0 has the members alone, v3.1 a team that has members.
    Fields team = root.child("team");
    boolean membersAlone = root.isList("team");
    List<Fields> members = membersAlone ? root.children("team") : team.children("members");
    return new Team(
        membersAlone ? null : team.text("name"),
        membersAlone ? null : team.text("description"),
        members.stream()
            .map(m -> new Team.Member(m.text("username", ""), m.text("name"), m.text("role")))
            .toList());
  }

  private List<SupportChannel> support() {
    return root.children("support").stream()
        .map(
            s ->
                new SupportChannel(
                    s.text("channel", ""), s.text("url"), s.text("tool"), s.text("description")))
        .toList();
  }

  private List<Server> servers() {
    return root.children("servers").stream()
        .map(
            s ->
                new Server(
                    s.text("server", ""),
                    s.text("type", ""),
                    s.text("environment"),
                    s.text("host"),
                    s.text("format")))
        .toList();
  }

  private List<SlaProperty> slaProperties(List<SchemaObject> objects) {
    List<SlaProperty> properties = new ArrayList<>();
    for (Fields sla : root.children("slaProperties")) {
      String element = sla.text("element");
      if (element != null && !isProperty(element, objects)) {
        report.slaElement(sla.location("element"), element);
      }
      properties.add(
          new SlaProperty(
              sla.text("id"),
              sla.text("property", ""),
              sla.text("value"),
              sla.text("valueExt"),
              sla.text("unit"),
              element,
              sla.text("driver"),
              sla.text("description"),
              sla.text("scheduler"),
              sla.text("schedule"),
              sla.location()));
    }
    if (!properties.isEmpty()) {
      report.slaNotMeasured(root.keyLocation("slaProperties"));
    }
    return properties;
  }

  /** An element names {@code object.property}, or a property alone; several stand with commas. */
  private static boolean isProperty(String elements, List<SchemaObject> objects) {
    for (String element : elements.split(",", -1)) {
      String name = element.strip();
      boolean known =
          objects.stream()
              .anyMatch(
                  o ->
                      o.properties().stream()
                          .anyMatch(
                              p ->
                                  name.equals(p.name())
                                      || name.equals(o.name() + "." + p.name())
                                      || name.equals(o.name())));
      if (!known) {
        return false;
      }
    }
    return true;
  }

  private static List<CustomProperty> customProperties(Fields owner) {
    return owner.children("customProperties").stream()
        .map(c -> new CustomProperty(c.text("property", ""), c.value("value"), c.location("value")))
        .toList();
  }

  // ---- schema

  private SchemaObject object(Fields object) {
    String name = object.text("name", "");
    Fields implementation = implementation(object);
    return new SchemaObject(
        name,
        object.text("physicalName"),
        object.text("physicalType"),
        object.text("description"),
        implementation == null ? null : implementation.text("url"),
        implementation == null ? null : implementation.location("url"),
        properties(object, ""),
        rules.ofObject(object, name),
        customProperties(object),
        object.location("name"));
  }

  private static @Nullable Fields implementation(Fields object) {
    for (Fields definition : object.children("authoritativeDefinitions")) {
      if ("implementation".equals(definition.text("type"))) {
        return definition;
      }
    }
    return null;
  }

  private List<Property> properties(Fields owner, String path) {
    List<Property> properties = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields field : owner.children("properties")) {
      String name = field.text("name", "");
      String at = path.isEmpty() ? name : path + "." + name;
      if (!names.add(name)) {
        report.duplicateProperty(field.location("name"), at);
      }
      properties.add(property(field, name, at));
    }
    return properties;
  }

  private Property property(Fields field, String name, String path) {
    LogicalType type = LogicalType.parse(field.text("logicalType", "")).orElse(null);
    List<CustomProperty> custom = customProperties(field);
    String classification = field.text("classification");
    boolean pii =
        "pii".equalsIgnoreCase(classification)
            || custom.stream()
                .anyMatch(c -> c.property().equals("sluice.pii") && Boolean.TRUE.equals(c.value()));
    return new Property(
        name,
        field.text("physicalName"),
        type,
        field.text("physicalType"),
        field.text("description"),
        field.isTrue("required"),
        field.isTrue("unique"),
        field.isTrue("primaryKey"),
        classification,
        pii,
        rules.ofField(field, path, type),
        properties(field, path),
        field.node("items") instanceof MappingNode
            ? property(field.child("items"), field.child("items").text("name", "items"), path)
            : null,
        custom,
        field.has("name") ? field.location("name") : field.location());
  }
}
