package io.sluice.cli.report;

import io.sluice.engine.finding.Location;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of static analysis as OASIS has them: SARIF, version 2.1.0. */
public final class Sarif {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  /** The whole document, as an object to write as JSON. */
  public static Map<String, Object> document(Report report) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "sluice " + report.command());
    driver.put("rules", rules(report));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    run.put("results", report.notices().stream().map(Sarif::result).toList());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", SCHEMA);
    document.put("version", "2.1.0");
    document.put("runs", List.of(run));
    return document;
  }

  private static List<Map<String, Object>> rules(Report report) {
    Map<String, Map<String, Object>> rules = new LinkedHashMap<>();
    for (Notice notice : report.notices()) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("id", notice.rule());
      notice.help().ifPresent(help -> rule.put("help", Map.of("text", help)));
      rules.putIfAbsent(notice.rule(), rule);
    }
    return List.copyOf(rules.values());
  }

  private static Map<String, Object> result(Notice notice) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", notice.rule());
    result.put("level", level(notice.level()));
    result.put("message", Map.of("text", notice.text()));
    result.put("locations", List.of(location(notice.place())));
    notice
        .related()
        .ifPresent(
            before -> {
              Map<String, Object> related = location(before);
              related.put("id", 0);
              related.put("message", Map.of("text", "as it was"));
              result.put("relatedLocations", List.of(related));
            });
    return result;
  }

  private static String level(Notice.Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }

  private static Map<String, Object> location(Location place) {
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", place.line());
    region.put("startColumn", place.column());
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", Map.of("uri", uri(place.file())));
    physical.put("region", region);
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("physicalLocation", physical);
    return location;
  }

  /** A file as a reference: what stands before a colon would be taken for a scheme. */
  private static String uri(String file) {
    try {
      String path = file.replace('\\', '/');
      boolean hasColonFirst = path.indexOf(':') >= 0 && !path.startsWith("/");
      return new URI(null, null, hasColonFirst ? "./" + path : path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(file, e);
    }
  }
}
