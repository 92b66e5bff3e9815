package io.sluice.engine.sample;

import static io.sluice.engine.testing.Contracts.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.contract.Constraint;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFormatTest {

  private static final Schema SCHEMA = Avro.thing("{\"name\":\"id\",\"type\":\"string\"}");

  private static final SampleJudge JUDGE =
      new SampleJudge(
          CompiledContract.of(Contracts.of(field("id", new Constraint.MinLength(2))), SCHEMA));

  @TempDir private Path folder;

  private interface Judging {
    void judge(List<String> into) throws IOException;
  }

  private static List<String> judged(Judging judging) throws IOException {
    List<String> broken = new ArrayList<>();
    judging.judge(broken);
    return broken;
  }

  private static List<String> judge(Path file) throws IOException {
    return judged(into -> JUDGE.judge(file, s -> note(s, into)));
  }

  private static List<String> json(String text) throws IOException {
    return judged(
        into ->
            JUDGE.judge(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                RecordFormat.JSON,
                "records",
                s -> note(s, into)));
  }

  private static void note(JudgedSample sample, List<String> into) {
    Avro.broken(sample.verdict()).forEach(name -> into.add(sample.number() + " " + name));
  }

  /** Three records, of which the second is too short. */
  private static byte[] written(RecordFormat format) throws IOException {
    return switch (format) {
      case NDJSON -> bytes("{\"id\":\"aa\"}\n{\"id\":\"b\"}\n{\"id\":\"cc\"}\n");
      case JSON -> bytes("[{\"id\":\"aa\"},\n {\"id\":\n \"b\"}, {\"id\":\"cc\"}]\n");
      case CSV -> bytes("id\naa\nb\ncc\n");
      case AVRO -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer =
            new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
          writer.create(SCHEMA, out);
          for (String id : List.of("aa", "b", "cc")) {
            writer.append(Avro.record(SCHEMA, id));
          }
        }
        yield out.toByteArray();
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] compressed(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void eachIsReadFromAFileByItsName(RecordFormat format) throws IOException {
    String name = "records." + format.name().toLowerCase(Locale.ROOT);
    Path plain = Files.write(folder.resolve(name), written(format));
    Path small = Files.write(folder.resolve(name + ".gz"), compressed(written(format)));

    assertThat(judge(plain)).containsExactly("2 id.minLength@id");
    assertThat(judge(small)).containsExactly("2 id.minLength@id");
  }

  @ParameterizedTest
  @EnumSource
  void eachIsReadFromAStreamCompressedOrNot(RecordFormat format) throws IOException {
    for (byte[] bytes : List.of(written(format), compressed(written(format)))) {
      assertThat(
              judged(
                  into ->
                      JUDGE.judge(
                          new ByteArrayInputStream(bytes), format, "-", s -> note(s, into))))
          .containsExactly("2 id.minLength@id");
    }
  }

  @Test
  void aFileOfAnotherNameIsReadAsItIsSaidToBe() throws IOException {
    Path file = Files.write(folder.resolve("export.txt"), written(RecordFormat.CSV));

    assertThat(judged(into -> JUDGE.judge(file, RecordFormat.CSV, s -> note(s, into))))
        .containsExactly("2 id.minLength@id");
  }

  @Test
  void jsonIsAnArrayOrObjectsOneAfterTheOther() throws IOException {
    assertThat(json("{\"id\":\"a\"}")).containsExactly("1 id.minLength@id");
    assertThat(json("{\"id\":\"aa\"} {\n\"id\":\"b\"\n}")).containsExactly("2 id.minLength@id");
    assertThat(json("[]")).isEmpty();
    assertThat(json("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":\"aa\"}, 7]",
        "[{\"id\":\"aa\"}, {\"id\"",
        "[{\"id\":\"aa\"}, {oops}, {\"id\":\"cc\"}]",
        "[{\"id\":\"aa\"}",
        "[{\"id\":\"aa\"}] {}",
        "{\"id\":\"aa\"} ]"
      })
  void whatIsNoJsonObjectIsAViolationWhereItStands(String text) throws IOException {
    assertThat(json(text)).containsExactly("2 structure.json");
  }

  @ParameterizedTest
  @EnumSource(names = {"NDJSON", "CSV", "AVRO"})
  void aCompressedFileThatBreaksOffIsRefused(RecordFormat format) throws IOException {
    byte[] whole = compressed(written(format));
    for (int length : List.of(5, whole.length - 4)) {
      Path file =
          Files.write(folder.resolve("cut." + format.name() + ".gz"), Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> judge(file))
          .isInstanceOf(UnsupportedSampleException.class)
          .hasMessageContaining("cut.");
    }
  }
}
