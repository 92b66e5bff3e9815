package io.sluice.cli.export;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** Writes documents as YAML that readers of its versions 1.1 and 1.2 take for the same. */
public final class YamlDocuments {

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setIndent(2)
          .setSplitLines(false)
          .setMaxSimpleKeyLength(1024)
          .build();

  private YamlDocuments() {}

  /** A mapping of keys and values, in their order. */
  public static Map<String, Object> mapping(Object... keysAndValues) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      mapping.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return mapping;
  }

  /** One document after the other, each after a line of its own where there are several. */
  public static String write(List<? extends Map<String, ?>> documents) {
    StringBuilder text = new StringBuilder();
    for (Map<String, ?> document : documents) {
      text.append(documents.size() > 1 ? "---\n" : "")
          .append(new Dump(SETTINGS, new BothVersions()).dumpToString(document));
    }
    return text.toString();
  }

  /** Quotes what YAML 1.1 takes for something else than text; texts of several lines are blocks. */
  private static final class BothVersions extends StandardRepresenter {

    /**
     * A word for a truth or for nothing; a number; a time or a number to the base of 60; a date.
     */
    private static final Pattern OTHERWISE =
        Pattern.compile(
            "(?i)y|n|yes|no|on|off|true|false|null|~|"
                + "[-+]?0[xob][0-9a-f_]+|[-+.]?[0-9][0-9_.:,e+-]*|[-+]?\\.(inf|nan)|"
                + "[0-9]{4}-[0-9]{1,2}-.*");

    BothVersions() {
      super(SETTINGS);
      representers.put(String.class, text -> text((String) text));
      representers.put(BigDecimal.class, number -> number((BigDecimal) number));
    }

    private Node number(BigDecimal number) {
      return representScalar(
          number.scale() > 0 ? Tag.FLOAT : Tag.INT, number.toPlainString(), ScalarStyle.PLAIN);
    }

    private Node text(String text) {
      if (text.contains("\n")) {
        return representScalar(Tag.STR, text, ScalarStyle.LITERAL);
      }
      return representScalar(
          Tag.STR,
          text,
          OTHERWISE.matcher(text).matches() ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN);
    }
  }
}
