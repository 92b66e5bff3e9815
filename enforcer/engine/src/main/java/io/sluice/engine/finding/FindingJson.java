package io.sluice.engine.finding;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Prints findings for programs. */
public final class FindingJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private FindingJson() {}

  /**
   * A JSON array, on one line, with an object for each finding in the order given: {@code
   * severity}, {@code rule}, {@code file}, {@code line}, {@code column} and {@code message}. These
   * keys stay; others may come.
   */
  public static String render(List<Finding> findings) {
    ArrayNode array = MAPPER.createArrayNode();
    findings.forEach(finding -> write(finding, array.addObject()));
    return array.toString();
  }

  private static void write(Finding finding, ObjectNode object) {
    object
        .put("severity", finding.severity().name())
        .put("rule", finding.rule())
        .put("file", finding.location().file())
        .put("line", finding.location().line())
        .put("column", finding.location().column())
        .put("message", finding.message());
  }
}
