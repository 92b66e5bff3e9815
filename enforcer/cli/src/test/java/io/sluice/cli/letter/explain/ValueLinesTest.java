package io.sluice.cli.letter.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class ValueLinesTest {

  private static final Schema ORDER =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Order", "fields": [
                {"name": "id", "type": "string"},
                {"name": "total", "type":
                  {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "note", "type": ["null", "string"]},
                {"name": "lines", "type": {"type": "array", "items":
                  {"type": "record", "name": "Line", "fields": [
                    {"name": "sku", "type": "string"},
                    {"name": "price", "type": "double"}]}}},
                {"name": "tags", "type": {"type": "map", "values": "int"}}]}
              """);

  private static Violation violation(String path, String rule) {
    return new Violation(ViolationClass.RULE, rule, path, "must hold");
  }

  private static GenericRecord order(int lines, Map<String, Integer> tags) {
    Schema line = ORDER.getField("lines").schema().getElementType();
    List<GenericRecord> items = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      items.add(new GenericRecordBuilder(line).set("sku", "s" + i).set("price", i / 2.0).build());
    }
    return new GenericRecordBuilder(ORDER)
        .set("id", "a\u001b[2J\"b")
        .set("total", ByteBuffer.wrap(new BigDecimal("-12.50").unscaledValue().toByteArray()))
        .set("at", 1_782_873_900_123L)
        .set("note", null)
        .set("lines", new GenericData.Array<>(ORDER.getField("lines").schema(), items))
        .set("tags", tags)
        .build();
  }

  private static String printed(GenericRecord record, Violation... violations) {
    return String.join("\n", ValueLines.of(ORDER, record, Cover.NONE, List.of(violations))) + "\n";
  }

  @Test
  void eachViolationStandsBesideTheFieldThatItConcernsHoweverDeep() {
    Map<String, Integer> tags = new LinkedHashMap<>();
    tags.put("b", 1);
    tags.put("a\"\n", 2);

    assertThat(
            printed(
                order(2, tags),
                violation("total", "total.minimum"),
                violation("total", "total.multipleOf"),
                violation("lines[1].price", "lines.price.minimum"),
                violation("tags[\"a\\\"?\"]", "tags.maximum"),
                violation("lines", "lines.minItems"),
                violation("customer.zip", "customer.zip.required"),
                violation("", "sums")))
        .isEqualTo(
            """
            id            "a\\u001b[2J\\"b"
            total         -12.50   <-- must hold [total.minimum]
                                   <-- must hold [total.multipleOf]
            at            2026-07-01T02:45:00.123Z
            note          null
            lines         <-- must hold [lines.minItems]
              [0]
                sku       "s0"
                price     0.0
              [1]
                sku       "s1"
                price     0.5   <-- must hold [lines.price.minimum]
            tags
              ["a\\\\"?"]   2   <-- must hold [tags.maximum]
              ["b"]       1
            customer.zip  <-- must hold [customer.zip.required]
                          <-- must hold [sums]
            """);
  }

  @Test
  void ofManyItemsAFewAreShownAndTheOneThatBreaksSomething() {
    String text = printed(order(1_000, Map.of()), violation("lines[777].price", "r"));

    assertThat(text)
        .contains("[9]")
        .doesNotContain("[10]")
        .contains("[777]", "388.5   <-- must hold [r]", "and 989 more", "tags")
        .contains("{}");
  }

  @Test
  void aValueBeyondItsLogicalTypeIsShownAsItIs() {
    GenericRecord order = order(0, Map.of());
    order.put("at", Long.MAX_VALUE);
    order.put("total", ByteBuffer.allocate(0));

    assertThat(printed(order)).contains("at     +292278994-08-17T07:12:55.807Z", "total  hex:");
  }

  @Test
  void jsonHasTheSameValues() {
    assertThat(ValueJson.of(ORDER, order(1, Map.of("x", 3)), Cover.NONE))
        .hasToString(
            "{id=a\u001b[2J\"b, total=-12.50, at=2026-07-01T02:45:00.123Z, note=null,"
                + " lines=[{sku=s0, price=0.0}], tags={x=3}}");
  }
}
