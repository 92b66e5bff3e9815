package io.sluice.engine.odcs;

import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Role;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a document whose shape was checked into a contract. */
final class ContractReader {

  /** What application ids and topics can be made of, with room for what Sluice puts around it. */
  private static final Pattern CONTRACT_ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private final Fields root;
  private final Report report;
  private final SchemaReader schema;

  ContractReader(Fields root, Edition edition, Classifications classifications, Report report) {
    this.root = root;
    this.report = report;
    this.schema = new SchemaReader(edition, classifications, report);
  }

  /** The contract; empty where its id or version can't be read. */
  Optional<Contract> read() {
    List<SchemaObject> objects = root.children("schema").stream().map(schema::object).toList();
    Optional<ContractVersion> version = version();
    String id = id();
    Status status = status();
    List<SlaProperty> slaProperties = slaProperties();
    Masking keyMasking = keyMasking();
    if (id == null || version.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Contract(
            id,
            version.get(),
            status,
            root.text("name"),
            root.text("domain"),
            root.text("tenant"),
            root.child("description").text("purpose"),
            team(),
            roles(),
            support(),
            servers(),
            objects,
            keyMasking,
            root.text("slaDefaultElement"),
            slaProperties,
            customProperties(root),
            root.location()));
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
      report.contractId(root.location("id"), id);
    }
    return id;
  }

  private Optional<ContractVersion> version() {
    Fields version = root.child("version");
    String text = version.text();
    if (text == null || !version.is(Shape.Kind.TEXT)) {
      return Optional.empty();
    }
    Optional<ContractVersion> parsed = ContractVersion.parse(text);
    if (parsed.isEmpty()) {
      report.version(version.location(), text);
    }
    return parsed;
  }

  private Status status() {
    String text = root.text("status");
    if (text == null) {
      return Status.OTHER;
    }
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
    List<Fields> members = team.isList() ? team.items() : team.children("members");
    return new Team(
        team.text("name"),
        team.text("description"),
        members.stream()
            .map(m -> new Team.Member(m.text("username", ""), m.text("name"), m.text("role")))
            .toList());
  }

  private List<Role> roles() {
    return root.children("roles").stream()
        .map(r -> new Role(r.text("role", ""), r.text("access")))
        .toList();
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

  /** The mask of the keys of records, which joins and partitions go by. */
  private @Nullable Masking keyMasking() {
    Masking masking = new MaskReader(Masking.KEY_PROPERTY, report).of(root);
    if (masking == null
        || masking.mask() instanceof Mask.Hash
        || masking.mask() instanceof Mask.Tokenise) {
      return masking;
    }
    report.maskOfNothing(masking.location(), Masking.KEY_PROPERTY, masking.mask().word());
    return null;
  }

  static List<CustomProperty> customProperties(Fields owner) {
    return owner.children("customProperties").stream()
        .map(c -> new CustomProperty(c.text("property", ""), c.child("value").written()))
        .toList();
  }

  // ---- promises

  private List<SlaProperty> slaProperties() {
    List<SlaProperty> properties = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields sla : root.children("slaProperties")) {
      String id = sla.text("id");
      if (id != null && !ids.add(id)) {
        report.duplicateSla(sla.location("id"), id);
      }
      properties.add(
          new SlaProperty(
              id,
              sla.text("property", ""),
              sla.text("value"),
              sla.text("valueExt"),
              sla.text("unit"),
              sla.text("element"),
              sla.text("driver"),
              sla.text("description"),
              sla.text("scheduler"),
              sla.text("schedule"),
              sla.entries().stream()
                  .collect(
                      Collectors.toMap(
                          Fields.Entry::key, entry -> entry.value().location(), (a, b) -> a)),
              sla.location()));
    }
    return properties;
  }
}
