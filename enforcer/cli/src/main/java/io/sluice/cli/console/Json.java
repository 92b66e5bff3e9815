package io.sluice.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.engine.change.Change;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.verdict.Violation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What commands print for programs: the keys are stable, and documented in docs/command-line.md.
 */
public final class Json {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** One line of JSON. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static Map<String, Object> of(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.put("rule", finding.rule());
    json.put("file", finding.location().file());
    json.put("line", finding.location().line());
    json.put("column", finding.location().column());
    json.put("message", finding.message());
    return json;
  }

  public static Map<String, Object> of(Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("severity", change.impact().word());
    json.put("change", change.id());
    json.put("contract", change.contract());
    json.put("path", change.path());
    json.put("consumer", change.consumer().word());
    json.put("producer", change.producer().word());
    json.put("before", of(change.before()));
    json.put("after", of(change.after()));
    json.put("message", change.message());
    change.instead().ifPresent(instead -> json.put("instead", instead));
    return json;
  }

  private static Map<String, Object> of(Location location) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", location.file());
    json.put("line", location.line());
    json.put("column", location.column());
    return json;
  }

  public static Map<String, Object> of(Violation violation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", violation.rule());
    json.put("path", violation.path());
    json.put("message", violation.message());
    return json;
  }
}
