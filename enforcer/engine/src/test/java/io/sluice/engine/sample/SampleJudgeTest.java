package io.sluice.engine.sample;

import static io.sluice.engine.testing.Contracts.array;
import static io.sluice.engine.testing.Contracts.field;
import static io.sluice.engine.testing.Contracts.nested;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleJudgeTest {

  private static final Schema SCHEMA =
      Avro.thing(
          "{\"name\":\"id\",\"type\":\"string\"}",
          "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}",
          "{\"name\":\"price\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\","
              + "\"precision\":8,\"scale\":2}}",
          "{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"k\",\"symbols\":[\"A\"]}}",
          "{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null}",
          "{\"name\":\"count\",\"type\":\"int\",\"default\":1}",
          "{\"name\":\"lines\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\","
              + "\"name\":\"line\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}}}");

  private static final CompiledContract CONTRACT =
      CompiledContract.of(
          Contracts.of(
              field("id", new Constraint.Required(), new Constraint.MinLength(1)),
              field("price", new Constraint.Minimum("0", false)),
              field("count", new Constraint.Minimum("1", false)),
              array(
                  "lines",
                  nested("lines.item", field("lines.n", new Constraint.Maximum("9", false))))),
          SCHEMA);

  @TempDir private Path folder;

  private List<String> judge(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("records.ndjson"), String.join("\n", lines));
    List<String> broken = new ArrayList<>();
    new SampleJudge(CONTRACT)
        .judge(
            file,
            s -> Avro.broken(s.verdict()).forEach(name -> broken.add(s.number() + " " + name)));
    return broken;
  }

  @Test
  void plainJsonThatKeepsTheContractIsCompliant() throws IOException {
    assertThat(
            judge(
                """
                \uFEFF{"id":"a","at":"2026-01-31T06:00:00Z","price":1.5,"kind":"A","lines":[{"n":1}]}""",
                """
                {"id":"b","at":0,"price":"2.25","kind":"A","note":"x","count":2,"lines":[]}"""))
        .isEmpty();
  }

  @Test
  void everyBreachOfALineIsReportedWithItsNumber() throws IOException {
    assertThat(
            judge(
                "{\"id\":\"a\",\"at\":0,\"price\":1,\"kind\":\"A\",\"lines\":[]}",
                "",
                "{\"id\":7,\"at\":\"soon\",\"price\":1.005,\"kind\":\"Z\",\"count\":0,"
                    + "\"lines\":[{\"n\":1},{\"n\":10},{\"n\":\"x\"}]}",
                "{\"at\":0,\"price\":-1,\"kind\":\"A\",\"lines\":null}",
                "[]",
                "{\"id\":"))
        .containsExactly(
            "2 id.type@id",
            "2 at.type@at",
            "2 price.type@price",
            "2 schema.enumSymbol@kind",
            "2 lines.n.type@lines[2].n",
            "2 count.minimum@count",
            "2 lines.n.maximum@lines[1].n",
            "3 id.required@id",
            "3 price.minimum@price",
            "3 schema.nullValue@lines",
            "4 structure.json",
            "5 structure.json");
  }

  @Test
  void recordsOfAnAvroFileAreJudgedOnTheirOwnBytesBlockByBlock() throws IOException {
    // Given
    Schema writer =
        Avro.thing(
            "{\"name\":\"lines\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\","
                + "\"name\":\"line\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}}}",
            "{\"name\":\"id\",\"type\":\"string\"}");
    Schema reader = Avro.thing("{\"name\":\"id\",\"type\":\"string\"}");
    Path file = folder.resolve("records.avro");
    try (DataFileWriter<Object> out = new DataFileWriter<>(new GenericDatumWriter<>(writer))) {
      out.setCodec(CodecFactory.deflateCodec(6));
      out.create(writer, file.toFile());
      for (int i = 0; i < 1_000; i++) {
        out.append(Avro.record(writer, List.of(), i % 100 == 99 ? "" : "id" + i));
        if (i % 300 == 0) {
          out.sync();
        }
      }
    }

    // When
    List<Long> broken = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    new SampleJudge(
            CompiledContract.of(Contracts.of(field("id", new Constraint.MinLength(1))), reader))
        .judge(
            file,
            s -> {
              all.add(s.number());
              if (s.verdict().isViolating()) {
                broken.add(s.number());
              }
            });

    // Then
    assertThat(all).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(broken)
        .containsExactly(100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L, 1_000L);
  }

  @Test
  void filesOfOtherKindsAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("records.xml"), "<a/>");
    Path notAvro = Files.writeString(folder.resolve("records.avro"), "not Avro at all");
    SampleJudge judge = new SampleJudge(CONTRACT);

    assertThatThrownBy(() -> judge.judge(text, s -> {}))
        .isInstanceOf(UnsupportedSampleException.class);
    assertThatThrownBy(() -> judge.judge(notAvro, s -> {})).isInstanceOf(IOException.class);
  }
}
