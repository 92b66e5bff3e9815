package io.sluice.engine.policy;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SupportChannel;
import io.sluice.engine.contract.Written;
import io.sluice.engine.lifecycle.End;
import io.sluice.engine.lifecycle.Lifecycle;
import io.sluice.engine.lifecycle.Notice;
import io.sluice.engine.sli.Indicator;
import io.sluice.engine.sli.Promises;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contract as rules of a policy name its parts: {@code contract}. What a contract does not say is
 * empty there ({@code ''}, 0, {@code []}), and {@code has()} tells.
 *
 * @param status {@code proposed}, {@code draft}, {@code active}, {@code deprecated}, {@code
 *     retired} or {@code other}
 * @param enforced whether that is active or deprecated
 * @param topic the product topic
 * @param rawTopic what its producers write to
 * @param fields those that the contract speaks of, nested ones too, in its order
 * @param support where its users get help
 * @param promises what it promises and a stream can measure
 * @param approvals who agreed to it
 * @param noticePeriod how long before what hurts them consumers are told
 * @param replacedBy what comes after it
 * @param endOfSupport the start of the day, in UTC
 * @param endOfLife likewise
 * @param custom the custom properties of the contract as a whole
 * @param document all that is written in it, as YAML has it
 */
public record ContractView(
    String id,
    String name,
    String version,
    long major,
    String status,
    boolean enforced,
    String domain,
    String tenant,
    String purpose,
    Team team,
    List<Channel> support,
    String topic,
    String rawTopic,
    List<Field> fields,
    List<Promise> promises,
    List<Approval> approvals,
    Duration noticePeriod,
    String replacedBy,
    Instant endOfSupport,
    Instant endOfLife,
    Map<String, Object> custom,
    Object document) {

  /** The people who own it. */
  public record Team(String name, String description, List<Member> members) {}

  /** One of them. */
  public record Member(String username, String name, String role) {}

  /** Where users get help. */
  public record Channel(String channel, String tool, String url, String description) {}

  /**
   * A field of its records: {@code field} in rules that are {@code for: field}.
   *
   * @param path its name with those of the fields that it stands in
   * @param type the standard's logical type
   * @param key whether it is part of the record's key
   * @param classification how sensitive it is, by a mark here or around it
   * @param personal whether it is personal data, likewise
   * @param mask the mask's word, such as {@code hash}
   * @param masked whether it is masked: by that mask, one around it, or one of each value in it
   * @param custom its custom properties
   */
  public record Field(
      String path,
      String name,
      String type,
      String physicalType,
      String description,
      boolean required,
      boolean unique,
      boolean key,
      String classification,
      boolean personal,
      String mask,
      boolean masked,
      Map<String, Object> custom) {}

  /**
   * Something that is promised and measured.
   *
   * @param sli its kind, such as {@code freshness}
   * @param field the path of the field that it is about
   * @param targetPercent the share that is promised, of the objective or of the rule itself
   * @param objective whether it has an objective
   */
  public record Promise(
      String id,
      String sli,
      String field,
      String description,
      double targetPercent,
      boolean objective) {}

  /**
   * Somebody's consent.
   *
   * @param date the start of the day, in UTC
   */
  public record Approval(String role, String who, Instant date) {}

  static ContractView of(Contract contract, Written document) {
    Optional<Binding> binding = contract.topicObject().map(object -> Binding.of(contract));
    return new ContractView(
        contract.id(),
        text(contract.name()),
        contract.version().text(),
        contract.version().major(),
        contract.status().word(),
        contract.status().isEnforced(),
        text(contract.domain()),
        text(contract.tenant()),
        text(contract.purpose()),
        team(contract.team()),
        contract.support().stream().map(ContractView::channel).toList(),
        binding.map(Binding::productTopic).orElse(""),
        binding.map(Binding::rawTopic).orElse(""),
        located(contract).stream().map(LocatedField::field).toList(),
        Promises.of(contract).indicators().stream().map(ContractView::promise).toList(),
        io.sluice.engine.lifecycle.Approval.of(contract).stream()
            .map(a -> new Approval(a.role(), a.who(), instant(a.date())))
            .toList(),
        Notice.of(contract).orElse(Duration.ZERO),
        contract.customProperty(Lifecycle.REPLACED_BY).flatMap(c -> c.written().text()).orElse(""),
        End.SUPPORT.day(contract).map(ContractView::instant).orElse(Instant.EPOCH),
        End.LIFE.day(contract).map(ContractView::instant).orElse(Instant.EPOCH),
        YamlValues.of(contract.customProperties()),
        YamlValues.of(document));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Instant instant(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Team team(io.sluice.engine.contract.@Nullable Team team) {
    return team == null
        ? new Team("", "", List.of())
        : new Team(
            text(team.name()),
            text(team.description()),
            team.members().stream()
                .map(m -> new Member(m.username(), text(m.name()), text(m.role())))
                .toList());
  }

  private static Channel channel(SupportChannel support) {
    return new Channel(
        support.channel(), text(support.tool()), text(support.url()), text(support.description()));
  }

  private static Promise promise(Indicator indicator) {
    return new Promise(
        indicator.id(),
        indicator.sli().word(),
        indicator.field().orElse(""),
        text(indicator.promise().description()),
        indicator.promise().target().map(target -> target.percent().doubleValue()).orElse(0.0),
        indicator.promise().objective().isPresent());
  }

  // ---- fields

  /** The fields of the topic's records, each with its place, in the contract's order. */
  static List<LocatedField> located(Contract contract) {
    List<LocatedField> fields = new ArrayList<>();
    contract.topicObject().ifPresent(object -> collect("", object.properties(), false, fields));
    return fields;
  }

  /**
   * @param isMasked whether a mask around them hides them all
   */
  private static void collect(
      String above, List<Property> properties, boolean isMasked, List<LocatedField> fields) {
    for (Property property : properties) {
      String path = above.isEmpty() ? property.name() : above + "." + property.name();
      fields.add(new LocatedField(field(path, property, isMasked), property.location()));
      boolean isMaskedBelow = isMasked || property.masking() != null;
      collect(path, property.properties(), isMaskedBelow, fields);
      // The items of an array have no name: what is below them hangs on the array's.
      for (Property items = property.items(); items != null; items = items.items()) {
        collect(path, items.properties(), isMaskedBelow || items.masking() != null, fields);
      }
    }
  }

  private static Field field(String path, Property property, boolean isMaskedAround) {
    return new Field(
        path,
        property.name(),
        property.logicalType() == null ? "" : property.logicalType().word(),
        text(property.physicalType()),
        text(property.description()),
        property.required(),
        property.unique(),
        property.primaryKey(),
        text(property.classification()),
        property.personal(),
        property.masking() == null ? "" : property.masking().mask().word(),
        isMaskedAround || property.isMasked(),
        YamlValues.of(property.customProperties()));
  }
}
