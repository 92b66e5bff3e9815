package io.sluice.engine.walk;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.engine.testing.Avro;
import java.util.Arrays;
import java.util.List;

/**
 * Looks, guided by coverage, for bytes that the walk judges otherwise than Avro's own reader reads
 * them. The first byte chooses the schema.
 */
class WalkFuzzTest {

  private static final AvroOracle SCALARS =
      AvroOracle.of(
          Avro.thing(
              "{\"name\":\"flag\",\"type\":\"boolean\"}",
              "{\"name\":\"count\",\"type\":\"int\"}",
              "{\"name\":\"total\",\"type\":\"long\"}",
              "{\"name\":\"ratio\",\"type\":\"float\"}",
              "{\"name\":\"value\",\"type\":\"double\"}",
              "{\"name\":\"name\",\"type\":\"string\"}",
              "{\"name\":\"raw\",\"type\":\"bytes\"}",
              "{\"name\":\"hash\",\"type\":{\"type\":\"fixed\",\"name\":\"hash\",\"size\":4}}",
              "{\"name\":\"none\",\"type\":{\"type\":\"fixed\",\"name\":\"none\",\"size\":0}}",
              "{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"kind\",\"symbols\":[\"A\",\"B\"]}}",
              "{\"name\":\"nothing\",\"type\":\"null\"}"));

  private static final AvroOracle CONTAINERS =
      AvroOracle.of(
          Avro.thing(
              "{\"name\":\"items\",\"type\":{\"type\":\"array\",\"items\":[\"null\",\"string\"]}}",
              "{\"name\":\"grid\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":\"double\"}}}",
              "{\"name\":\"labels\",\"type\":{\"type\":\"map\",\"values\":\"boolean\"}}",
              "{\"name\":\"lists\",\"type\":{\"type\":\"map\",\"values\":{\"type\":\"array\",\"items\":\"int\"}}}",
              "{\"name\":\"lines\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"line\","
                  + "\"fields\":[{\"name\":\"sku\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"long\"}]}}}"));

  private static final AvroOracle UNIONS =
      AvroOracle.of(
          Avro.thing(
              "{\"name\":\"any\",\"type\":[\"null\",\"boolean\",\"int\",\"double\",\"bytes\",\"string\","
                  + "{\"type\":\"array\",\"items\":\"string\"},{\"type\":\"map\",\"values\":\"bytes\"},"
                  + "{\"type\":\"record\",\"name\":\"point\",\"fields\":[{\"name\":\"x\",\"type\":\"float\"}]}]}",
              "{\"name\":\"only\",\"type\":[\"long\"]}",
              "{\"name\":\"last\",\"type\":[\"string\",\"null\"]}"));

  private static final AvroOracle RECURSION =
      AvroOracle.of(
          Avro.thing(
              "{\"name\":\"name\",\"type\":\"string\"}",
              "{\"name\":\"next\",\"type\":[\"null\",\"thing\"]}",
              "{\"name\":\"children\",\"type\":{\"type\":\"array\",\"items\":\"thing\"}}",
              "{\"name\":\"byName\",\"type\":{\"type\":\"map\",\"values\":\"thing\"}}"),
          Structure.DEPTH);

  private static final AvroOracle EMPTY_ITEMS =
      AvroOracle.of(
          Avro.thing(
              "{\"name\":\"nulls\",\"type\":{\"type\":\"array\",\"items\":\"null\"}}",
              "{\"name\":\"nothings\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\","
                  + "\"name\":\"nothing\",\"fields\":[]}}}",
              "{\"name\":\"flag\",\"type\":\"boolean\"}"),
          Structure.COUNT);

  private static final AvroOracle MEANINGS =
      AvroOracle.of(
          Avro.thing(
              "{\"name\":\"price\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":8,\"scale\":2}}",
              "{\"name\":\"sum\",\"type\":{\"type\":\"fixed\",\"name\":\"f\",\"size\":4,\"logicalType\":\"decimal\",\"precision\":8}}",
              "{\"name\":\"day\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"}}",
              "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}}",
              "{\"name\":\"time\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"time-millis\"}]}",
              "{\"name\":\"id\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"}}",
              "{\"name\":\"span\",\"type\":{\"type\":\"fixed\",\"name\":\"g\",\"size\":12,\"logicalType\":\"duration\"}}"));

  private static final List<AvroOracle> ORACLES =
      List.of(SCALARS, CONTAINERS, UNIONS, RECURSION, EMPTY_ITEMS, MEANINGS);

  @FuzzTest(maxDuration = "20s")
  void bytesAreJudgedAsAvroReadsThem(byte[] input) {
    if (input.length > 0) {
      ORACLES
          .get((input[0] & 0xff) % ORACLES.size())
          .judge(Arrays.copyOfRange(input, 1, input.length));
    }
  }
}
