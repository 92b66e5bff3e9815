package io.sluice.engine.odcs;

import static io.sluice.engine.odcs.MappingBuilder.list;
import static io.sluice.engine.odcs.MappingBuilder.mapping;
import static io.sluice.engine.odcs.Shape.Kind.ANY;
import static io.sluice.engine.odcs.Shape.Kind.NUMBER;
import static io.sluice.engine.odcs.Shape.Kind.SINGLE;
import static io.sluice.engine.odcs.Shape.Kind.TEXT;

import io.sluice.engine.odcs.Shape.Either;
import io.sluice.engine.odcs.Shape.Mapping;
import io.sluice.engine.odcs.Shape.Word;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The keys of the standard: what its JSON schema for v3.1.0 (bitol-io, open-data-contract-standard)
 * lets stand in a contract, and what v3.0 has otherwise, but for {@link SchemaShapes what describes
 * the data} and the {@link ServerShapes servers}.
 */
final class OdcsShapes {

  static final Shape TAGS = list(TEXT);

  /** What ids of parts of a contract are made of; the contract's own id is free. */
  static final Shape STABLE_ID =
      new Shape.Matching(Pattern.compile("[A-Za-z0-9_-]+"), "letters, digits, - and _ only");

  static final Shape CUSTOM_PROPERTIES =
      list(
          mapping("a custom property")
              .must("property", TEXT, Edition.V3_1)
              .must("value", ANY, Edition.V3_1)
              .may("id", STABLE_ID)
              .may("description", TEXT)
              .openBefore(Edition.V3_1)
              .build());

  private static final Mapping AUTHORITATIVE_DEFINITION =
      mapping("an authoritative definition")
          .must("url", TEXT)
          .must("type", TEXT)
          .may("id", STABLE_ID)
          .may("description", TEXT)
          .openBefore(Edition.V3_1)
          .build();

  static final Shape AUTHORITATIVE_DEFINITIONS = list(AUTHORITATIVE_DEFINITION);

  static final Mapping ROLE =
      mapping("a role")
          .must("role", TEXT)
          .may("id", STABLE_ID)
          .may("description", TEXT)
          .may("access", TEXT)
          .may("firstLevelApprovers", TEXT)
          .may("secondLevelApprovers", TEXT)
          .may("customProperties", CUSTOM_PROPERTIES)
          .openBefore(Edition.V3_1)
          .build();

  private static final Mapping TEAM_MEMBER =
      mapping("a member of the team")
          .must("username", TEXT, Edition.V3_1)
          .may("id", STABLE_ID)
          .may("name", TEXT)
          .may("description", TEXT)
          .may("role", TEXT)
          .may("dateIn", TEXT)
          .may("dateOut", TEXT)
          .may("replacedByUsername", TEXT)
          .may("tags", TAGS)
          .may("customProperties", CUSTOM_PROPERTIES)
          .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
          .openBefore(Edition.V3_1)
          .build();

  private static final Mapping TEAM =
      mapping("a team")
          .may("id", STABLE_ID)
          .may("name", TEXT)
          .may("description", TEXT)
          .may("members", list(TEAM_MEMBER))
          .may("tags", TAGS)
          .may("customProperties", CUSTOM_PROPERTIES)
          .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
          .build();

  private static final Mapping SUPPORT_ITEM =
      mapping("a support channel")
          .must("channel", TEXT)
          .may("id", STABLE_ID)
          .may("url", TEXT)
          .may("description", TEXT)
          .may("tool", TEXT)
          .may("scope", TEXT)
          .may("invitationUrl", TEXT)
          .may("customProperties", CUSTOM_PROPERTIES)
          .openBefore(Edition.V3_1)
          .build();

  private static final Mapping PRICE =
      mapping("a price")
          .may("id", STABLE_ID)
          .may("priceAmount", NUMBER)
          .may("priceCurrency", TEXT)
          .may("priceUnit", TEXT)
          .openBefore(Edition.V3_1)
          .build();

  private static final Mapping SLA_PROPERTY =
      mapping("an SLA property")
          .must("property", TEXT)
          .must("value", SINGLE)
          .may("id", STABLE_ID)
          .may("valueExt", SINGLE)
          .may("unit", TEXT)
          .may("element", TEXT)
          .may("driver", TEXT)
          .may("description", TEXT)
          .may("scheduler", TEXT)
          .may("schedule", TEXT)
          .openBefore(Edition.V3_1)
          .build();

  /** The one part of a contract that the standard leaves open. */
  private static final Mapping DESCRIPTION =
      mapping("a description")
          .may("usage", TEXT)
          .may("purpose", TEXT)
          .may("limitations", TEXT)
          .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
          .may("customProperties", CUSTOM_PROPERTIES)
          .mayAtFirst(
              "authoritativeDefinitions",
              new Either(List.of(AUTHORITATIVE_DEFINITIONS, AUTHORITATIVE_DEFINITION)))
          .open()
          .build();

  static final Mapping CONTRACT =
      mapping("a contract")
          .must("apiVersion", TEXT)
          .must("kind", new Word(List.of("DataContract")))
          .must("id", TEXT)
          .must("version", TEXT)
          .must("status", TEXT)
          .may("name", TEXT)
          .may("tenant", TEXT)
          .may("tags", TAGS)
          .may("servers", list(ServerShapes.SERVER))
          .may("dataProduct", TEXT)
          .may("description", DESCRIPTION)
          .may("domain", TEXT)
          .may("schema", list(SchemaShapes.OBJECT))
          .may("support", list(SUPPORT_ITEM))
          .may("price", PRICE)
          .may("team", new Either(List.of(TEAM, list(TEAM_MEMBER))))
          .may("roles", list(ROLE))
          .may("slaDefaultElement", TEXT)
          .may("slaProperties", list(SLA_PROPERTY))
          .may("authoritativeDefinitions", AUTHORITATIVE_DEFINITIONS)
          .may("customProperties", CUSTOM_PROPERTIES)
          .may("contractCreatedTs", TEXT)
          .mayAtFirst("type", TEXT)
          .build();

  private OdcsShapes() {}
}
