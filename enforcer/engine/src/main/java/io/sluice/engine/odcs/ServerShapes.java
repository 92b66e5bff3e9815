package io.sluice.engine.odcs;

import static io.sluice.engine.odcs.MappingBuilder.list;
import static io.sluice.engine.odcs.MappingBuilder.mapping;
import static io.sluice.engine.odcs.Shape.Kind.SINGLE;
import static io.sluice.engine.odcs.Shape.Kind.TEXT;
import static io.sluice.engine.odcs.Shape.Kind.WHOLE;

import io.sluice.engine.odcs.Shape.Choice;
import io.sluice.engine.odcs.Shape.Mapping;
import io.sluice.engine.odcs.Shape.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys of servers, of which each type has its own. */
final class ServerShapes {

  /** Which keys the servers of each type have besides those of all; {@code !} marks a must. */
  private static final String KEYS =
      """
      api         location!
      athena      stagingDir! schema! catalog regionName
      azure       location! format! delimiter
      bigquery    project! dataset!
      clickhouse  host! port! database!
      databricks  host catalog! schema!
      denodo      host! port! database
      dremio      host! port! schema
      duckdb      database! schema
      glue        account! database! location format
      cloudsql    host! port! database! schema!
      db2         host! port! database! schema
      hive        host! port database!
      impala      host! port database!
      informix    host! port database!
      zen         host! port database!
      custom      account catalog database dataset delimiter endpointUrl format host location \
      path port project region regionName schema serviceName stagingDir warehouse stream
      kafka       host! format
      kinesis     region format
      local       path! format!
      mysql       host! port! database!
      oracle      host! port! serviceName!
      postgresql  host! port! database! schema!
      postgres    host! port! database! schema!
      presto      host! catalog schema
      pubsub      project!
      redshift    host database! schema! region account
      s3          location! endpointUrl format delimiter
      sftp        location! format delimiter
      snowflake   host port account! database! schema! warehouse
      sqlserver   host! port database! schema!
      synapse     host! port! database!
      trino       host! port! catalog! schema!
      vertica     host! port! database! schema!
      """;

  private static final Shape SFTP =
      new Shape.Matching(Pattern.compile("sftp://.*"), "a URL that begins with sftp://");

  static final Choice SERVER = server();

  private ServerShapes() {}

  private static Choice server() {
    Map<String, List<String>> keysByType = new LinkedHashMap<>();
    for (String line : KEYS.lines().toList()) {
      List<String> words = List.of(line.split(" +", -1));
      keysByType.put(words.getFirst(), words.subList(1, words.size()));
    }
    Word types = new Word(List.copyOf(keysByType.keySet()));
    Map<String, Mapping> byType = new LinkedHashMap<>();
    keysByType.forEach(
        (type, keys) -> byType.put(type, server("a server of type " + type, types, keys)));
    Mapping unknown = server("a server", types, List.of());
    return new Choice(
        server -> byType.getOrDefault(server.text("type", ""), unknown),
        List.copyOf(byType.values()));
  }

  private static Mapping server(String what, Word types, List<String> keys) {
    MappingBuilder server =
        mapping(what)
            .must("server", TEXT)
            .must("type", types)
            .may("id", OdcsShapes.STABLE_ID)
            .may("description", TEXT)
            .may("environment", TEXT)
            .may("roles", list(OdcsShapes.ROLE))
            .may("customProperties", OdcsShapes.CUSTOM_PROPERTIES);
    for (String word : keys) {
      String key = word.replace("!", "");
      Shape shape =
          switch (key) {
            case "port" -> WHOLE;
            case "location" -> what.endsWith(" sftp") ? SFTP : TEXT;
            default -> TEXT;
          };
      if (word.endsWith("!")) {
        // v3.0.0 has another spelling of one of them.
        server.must(key, shape, key.equals("stagingDir") ? Edition.V3_1 : Edition.V3_0);
      } else {
        server.may(key, shape);
      }
    }
    if (what.endsWith(" duckdb")) {
      server.mayAtFirst("schema", SINGLE);
    }
    return server.openBefore(Edition.V3_1).build();
  }
}
