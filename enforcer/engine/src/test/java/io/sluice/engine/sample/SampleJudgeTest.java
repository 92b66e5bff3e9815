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
import io.sluice.engine.verdict.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static final Schema ID = Avro.thing("{\"name\":\"id\",\"type\":\"string\"}");

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

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "xz", "zstandard"})
  void everyCodecOfAvroIsRead(String codec) throws IOException {
    Path file = written(CodecFactory.fromString(codec));
    List<Long> judged = new ArrayList<>();

    new SampleJudge(CompiledContract.of(Contracts.of(), ID))
        .judge(
            file,
            s -> {
              assertThat(s.verdict()).isEqualTo(Verdict.COMPLIANT);
              judged.add(s.number());
            });

    assertThat(judged).hasSize(500);
    assertThat(WriterSchema.of(file)).isEqualTo(ID);
  }

  @Test
  void aCodecWhoseLibraryIsMissingIsNamedWithIt() throws IOException {
    Path file = written(CodecFactory.xzCodec(1));
    CodecFactory known = CodecFactory.fromString("xz");
    CodecFactory.addCodec("xz", new WithoutLibrary());
    try {
      assertThatThrownBy(
              () -> new SampleJudge(CompiledContract.of(Contracts.of(), ID)).judge(file, s -> {}))
          .isInstanceOf(UnsupportedSampleException.class)
          .hasMessageContaining("compressed with xz, which needs org.tukaani:xz");
    } finally {
      CodecFactory.addCodec("xz", known);
    }
  }

  /** A codec as it is where its library is not on the class path. */
  private static final class WithoutLibrary extends CodecFactory {
    @Override
    protected Codec createInstance() {
      return new Codec() {
        @Override
        public String getName() {
          return "xz";
        }

        @Override
        public ByteBuffer compress(ByteBuffer data) {
          throw new NoClassDefFoundError("org/tukaani/xz/XZOutputStream");
        }

        @Override
        public ByteBuffer decompress(ByteBuffer data) {
          throw new NoClassDefFoundError("org/tukaani/xz/XZInputStream");
        }

        @Override
        public boolean equals(@Nullable Object other) {
          return other == this;
        }

        @Override
        public int hashCode() {
          return 1;
        }
      };
    }
  }

  private Path written(CodecFactory codec) throws IOException {
    return written(codec, 500);
  }

  private Path written(CodecFactory codec, int records) throws IOException {
    Path file = folder.resolve("coded.avro");
    try (DataFileWriter<Object> out = new DataFileWriter<>(new GenericDatumWriter<>(ID))) {
      out.setCodec(codec);
      out.create(ID, file.toFile());
      for (int i = 0; i < records; i++) {
        out.append(Avro.record(ID, "id" + i));
      }
    }
    return file;
  }

  /** Within the mark behind a block, within the block, and within what stands before it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 100, -1, -2})
  void aFileThatBreaksOffWithinABlockIsRefused(int missing) throws IOException {
    byte[] whole = Files.readAllBytes(written(CodecFactory.deflateCodec(1)));
    byte[] header = Files.readAllBytes(written(CodecFactory.deflateCodec(1), 0));
    int length = missing > 0 ? whole.length - missing : header.length - missing;
    Path file = Files.write(folder.resolve("cut.avro"), Arrays.copyOf(whole, length));

    assertThatThrownBy(
            () -> new SampleJudge(CompiledContract.of(Contracts.of(), ID)).judge(file, s -> {}))
        .isInstanceOf(UnsupportedSampleException.class)
        .hasMessageContaining("cut.avro");
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
