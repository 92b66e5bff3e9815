package io.sluice.engine.odcs;

import io.sluice.engine.contract.Classifications;
import io.sluice.engine.contract.Constraint;
import io.sluice.engine.contract.LogicalType;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.Rule;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.engine.finding.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads the objects under {@code schema}, with their fields and rules. */
final class SchemaReader {

  private final Edition edition;
  private final Classifications classifications;
  private final Report report;

  SchemaReader(Edition edition, Classifications classifications, Report report) {
    this.edition = edition;
    this.classifications = classifications;
    this.report = report;
  }

  SchemaObject object(Fields object) {
    String name = object.text("name", "");
    Fields implementation = implementation(object);
    Report itsReport = TopicCheck.isTopic(object) ? report : report.offStream();
    Set<String> ruleIds = new HashSet<>();
    RuleList rules = new RuleList(name, false, ruleIds, itsReport);
    new QualityReader(edition, itsReport).ofObject(object, rules);
    return new SchemaObject(
        name,
        object.text("physicalName"),
        object.text("physicalType"),
        object.text("description"),
        implementation == null ? null : implementation.text("url"),
        implementation == null ? null : implementation.location("url"),
        new ObjectFields(ruleIds, itsReport).properties(object, "", Marks.NONE),
        rules.rules(),
        ContractReader.customProperties(object),
        object.location("name"));
  }

  private static @Nullable Fields implementation(Fields object) {
    return implementations(object).stream().findFirst().orElse(null);
  }

  /** The definitions that name the Avro schema of an object. */
  static List<Fields> implementations(Fields object) {
    return object.children("authoritativeDefinitions").stream()
        .filter(definition -> "implementation".equals(definition.text("type")))
        .toList();
  }

  /** Reads the fields of one object, whose rules have ids that differ. */
  private final class ObjectFields {

    private final Set<String> ruleIds;
    private final Report itsReport;
    private final OptionReader options;
    private final QualityReader quality;
    private final MarkReader marks;
    private final MaskReader masks;

    ObjectFields(Set<String> ruleIds, Report itsReport) {
      this.ruleIds = ruleIds;
      this.itsReport = itsReport;
      this.options = new OptionReader(edition, itsReport);
      this.quality = new QualityReader(edition, itsReport);
      this.marks = new MarkReader(classifications, itsReport);
      this.masks = new MaskReader(Masking.PROPERTY, itsReport);
    }

    List<Property> properties(Fields owner, String path, Marks around) {
      List<Property> properties = new ArrayList<>();
      Set<String> names = new HashSet<>();
      Map<String, Location> demanded = demanded(owner);
      for (Fields field : owner.children("properties")) {
        String name = field.text("name", "");
        String at = path.isEmpty() ? name : path + "." + name;
        if (!names.add(name)) {
          itsReport.duplicateProperty(field.location("name"), at);
        }
        properties.add(property(field, name, at, false, demanded.remove(name), around));
      }
      demanded.forEach((name, location) -> itsReport.requiresUnknown(location, name, path));
      return properties;
    }

    /** The properties that an object requires by name, and where it does. */
    private static Map<String, Location> demanded(Fields owner) {
      Map<String, Location> demanded = new LinkedHashMap<>();
      if ("object".equals(owner.text("logicalType"))) {
        for (Fields name : owner.child("logicalTypeOptions").children("required")) {
          demanded.putIfAbsent(String.valueOf(name.text()), name.location());
        }
      }
      return demanded;
    }

    private Property property(
        Fields field,
        String name,
        String path,
        boolean isOfItems,
        @Nullable Location demanded,
        Marks around) {
      Fields items = field.child("items");
      Marks itsMarks = marks.of(field, around);
      List<Rule> rules = rules(field, path, isOfItems, demanded);
      return new Property(
          name,
          field.text("physicalName"),
          LogicalType.parse(field.text("logicalType", "")).orElse(null),
          field.text("physicalType"),
          field.text("description"),
          field.isTrue("required"),
          field.isTrue("unique"),
          field.isTrue("primaryKey"),
          itsMarks.classification(),
          itsMarks.personal(),
          masks.of(field),
          rules,
          properties(field, path, itsMarks),
          items.node() instanceof MappingNode
              ? property(items, items.text("name", "items"), path, true, null, itsMarks)
              : null,
          ContractReader.customProperties(field),
          field.location("name"));
    }

    private List<Rule> rules(
        Fields field, String path, boolean isOfItems, @Nullable Location demanded) {
      RuleList rules = new RuleList(path, isOfItems, ruleIds, itsReport);
      if (field.isTrue("required")) {
        rules.add("required", new Constraint.Required(), field.keyLocation("required"));
      } else if (demanded != null) {
        rules.add("required", new Constraint.Required(), demanded);
      }
      options.read(field, rules);
      quality.ofField(field, rules);
      return rules.rules();
    }
  }
}
