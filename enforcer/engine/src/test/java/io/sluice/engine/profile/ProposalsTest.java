package io.sluice.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.sample.RecordFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalsTest {

  private static Proposals proposals(RecordFormat format, String text) throws IOException {
    SampleProfile profile =
        SampleProfile.of(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            format,
            "it",
            count -> {});
    return Proposals.of(profile, "Thing", "");
  }

  /** A hundred records with one field. */
  private static Proposals of(String name, IntFunction<Object> value) throws IOException {
    return proposals(
        RecordFormat.NDJSON,
        IntStream.range(0, 100)
            .mapToObj(i -> "{\"%s\":%s}".formatted(name, value.apply(i)))
            .collect(Collectors.joining("\n")));
  }

  /** What is proposed of the field beyond that it is required. */
  private static List<String> words(Proposals proposals, String path) {
    return proposals.at(path).stream()
        .filter(p -> !(p.demand() instanceof Demand.Required))
        .map(p -> p.demand().words())
        .toList();
  }

  private static String type(Proposals proposals, String field) {
    return proposals.schema().getField(field).schema().toString();
  }

  private static String text(Object value) {
    return "\"" + value + "\"";
  }

  // ---- types

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x        | true                  | \"boolean\"",
        "x        | 7                     | \"long\"",
        "x        | 7.0                   | \"double\"",
        "x        | 1e3                   | \"double\"",
        "x        | 99999999999999999999  | \"double\"",
        "x        | \"7\"                 | \"string\"",
        "price    | \"7.50\"              | {\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":18,\"scale\":2}",
        "x        | \"2026-01-31\"        | {\"type\":\"int\",\"logicalType\":\"date\"}",
        "x        | \"2026-02-31\"        | \"string\"",
        "x        | \"2026-01-31T06:00:00.123456Z\" | {\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}",
        "x        | \"2026-01-31T06:00\"  | {\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}",
        "x        | 1517365101235         | \"long\"",
        "sent_at  | 1517365101235         | {\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}",
        "x        | [1,null]              | {\"type\":\"array\",\"items\":[\"null\",\"long\"]}",
        "x        | {\"a-b\":1}           | {\"type\":\"map\",\"values\":\"long\"}",
        "x        | {\"a\":1}             | {\"type\":\"record\",\"name\":\"X\",\"fields\":[{\"name\":\"a\",\"type\":\"long\"}]}",
        "x        | null                  | [\"null\",\"string\"]",
      })
  void aTypeIsWhatEveryValueFits(String name, String value, String type) throws IOException {
    assertThat(type(of(name, i -> value), name)).isEqualTo(type);
  }

  @Test
  void valuesOfSeveralTypesAreAUnionThatIsSaid() throws IOException {
    Proposals mixed = of("x", i -> i % 2 == 0 ? i : text("n/a"));

    assertThat(type(mixed, "x")).isEqualTo("[\"long\",\"string\"]");
    assertThat(mixed.untold()).anyMatch(s -> s.startsWith("x has values of 2 types"));
  }

  @Test
  void numbersWithZerosBeforeThemAreNoNumbersInCsv() throws IOException {
    Proposals csv = proposals(RecordFormat.CSV, "a,b,c,d\n007,7,true,\n008,8,false,\n");

    assertThat(type(csv, "a")).isEqualTo("\"string\"");
    assertThat(type(csv, "b")).isEqualTo("\"long\"");
    assertThat(type(csv, "c")).isEqualTo("\"boolean\"");
    assertThat(csv.untold()).anyMatch(s -> s.startsWith("d never had a value"));
  }

  @Test
  void blankCellsAreNullAndHeldToAShare() throws IOException {
    String rows =
        IntStream.range(0, 200)
            .mapToObj(i -> i == 7 ? i + "," : i + ",note " + i)
            .collect(Collectors.joining("\n"));

    Proposals csv = proposals(RecordFormat.CSV, "id,note\n" + rows);

    assertThat(type(csv, "note")).isEqualTo("[\"null\",\"string\"]");
    assertThat(words(csv, "note")).contains("null in less than 1 %");
  }

  @Test
  void columnsGetNamesThatAvroAllows() throws IOException {
    Proposals csv = proposals(RecordFormat.CSV, "a b,a_b,2nd\n1,2,3\n");

    assertThat(csv.schema().getFields().stream().map(Schema.Field::name))
        .containsExactly("a_b_", "a_b", "_2nd");
    assertThat(csv.physicalNames()).containsEntry("a_b_", "a b").containsEntry("_2nd", "2nd");
  }

  // ---- ranges, words, forms

  @Test
  void aRangeLeavesRoomOnARoundFigure() throws IOException {
    assertThat(words(of("magnitude", i -> i % 70 / 10.0 - 0.5), "magnitude"))
        .containsExactly("from -1 to 20");
    assertThat(words(of("tenure", i -> i % 73), "tenure")).containsExactly("from 0 to 200");
    assertThat(words(of("latitude", i -> i / 10.0), "latitude")).containsExactly("from -90 to 90");
    assertThat(words(of("flag", i -> i % 2), "flag")).containsExactly("from 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_number", "zip_code", "sequence", "mmsi"})
  void whatTellsThingsApartHasNoRange(String name) throws IOException {
    assertThat(words(of(name, i -> i % 50), name))
        .noneMatch(words -> words.startsWith("from") || words.startsWith("at"));
  }

  @Test
  void whatHadOneValueAloneIsNeitherRangedNorListed() throws IOException {
    assertThat(words(of("level", i -> 3), "level")).isEmpty();
    assertThat(words(of("kind", i -> text("quake")), "kind")).isEmpty();
    assertThat(of("kind", i -> text("quake")).untold()).anyMatch(s -> s.endsWith(": kind"));
  }

  @Test
  void constantsAreAnEnumAndOtherWordsAList() throws IOException {
    Proposals constants = of("state", i -> text(i % 2 == 0 ? "IN_USE" : "FREE"));
    Proposals words = of("state", i -> text(i % 2 == 0 ? "in use" : "free"));
    Proposals codes = of("currency", i -> text(i % 2 == 0 ? "EUR" : "USD"));

    assertThat(type(constants, "state")).contains("\"symbols\":[\"FREE\",\"IN_USE\"]");
    assertThat(words(words, "state")).containsExactly("one of free, in use");
    assertThat(words(codes, "currency")).containsExactly("pattern ^[A-Z]{3}$");
  }

  @Test
  void textsOfOneFormHaveAPatternAndOthersALength() throws IOException {
    assertThat(words(of("part", i -> text("EQ-%06d".formatted(i % 60))), "part"))
        .containsExactly("pattern ^[A-Z]{2}-[0-9]{6}$");
    assertThat(words(of("remark", i -> text("said " + i)), "remark"))
        .containsExactly("1 to 20 characters");
  }

  @Test
  void anIdThatNeverComesTwiceIsTheKey() throws IOException {
    assertThat(words(of("id", i -> text("x" + i)), "id")).contains("primary key");
    assertThat(words(of("id", i -> text("x" + i % 99)), "id")).doesNotContain("primary key");
    assertThat(of("remark", i -> text("x" + i)).untold())
        .contains("never came twice, and may be keys as well: remark");
  }

  @Test
  void fewRecordsShowTypesAlone() throws IOException {
    Proposals few = proposals(RecordFormat.NDJSON, "{\"id\":1,\"x\":2.5,\"s\":\"A\"}");

    assertThat(few.all()).allMatch(p -> p.demand() instanceof Demand.Required);
    assertThat(few.untold()).anyMatch(s -> s.startsWith("1 records are too few"));
  }

  // ---- personal data

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email",
        "eMail",
        "phone_number",
        "homePhone",
        "name",
        "full_name",
        "lastName",
        "ssn",
        "date_of_birth",
        "birthDate",
        "street",
        "address2",
        "gender",
        "ipAddress"
      })
  void whatSoundsPersonalIsMaskedAndNothingOfItIsTold(String name) throws IOException {
    Proposals personal = of(name, i -> text(i % 2 == 0 ? "SECRET" : "HIDDEN"));

    assertThat(words(personal, name)).containsExactly("personal data, redacted");
    assertThat(personal.toString()).doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"product_name", "filename", "mailbox_size", "renaming", "streaming"})
  void whatOnlyResemblesAPersonalNameIsNot(String name) throws IOException {
    assertThat(words(of(name, i -> i % 50), name)).doesNotContain("personal data, redacted");
  }

  @Test
  void yesAndNoAreNoPersonalData() throws IOException {
    assertThat(words(of("PhoneService", i -> text(i % 2 == 0 ? "Yes" : "No")), "PhoneService"))
        .containsExactly("one of No, Yes");
  }

  @Test
  void whatLooksLikeMailIsPersonalWhateverItsName() throws IOException {
    assertThat(words(of("x", i -> text("a" + i + "@example.com")), "x"))
        .containsExactly("personal data, redacted");
  }

  @Test
  void whatStandsInAPersonalObjectIsNotTold() throws IOException {
    Proposals within =
        of("address", i -> "{\"land\":\"" + (i % 2 == 0 ? "SECRETIA" : "SECRETSTAN") + "\"}");

    assertThat(words(within, "address")).containsExactly("personal data, redacted");
    assertThat(within.toString()).doesNotContain("SECRET");
  }

  // ---- time

  @Test
  void freshnessIsTwiceTheLongestPauseWhateverTheOrder() throws IOException {
    Proposals hourly =
        of("at", i -> text("2026-01-%02dT%02d:00:00Z".formatted(9 - i / 24, 23 - i % 24)));

    assertThat(hourly.freshness())
        .isEqualTo(
            new FreshnessProposal(
                "at", 2, "h", "the longest pause between 100 events over 4.1 days was 60 minutes"));
  }

  @Test
  void whenItWasPublishedComesAfterWhenItHappened() throws IOException {
    Proposals two =
        proposals(
            RecordFormat.NDJSON,
            IntStream.range(10, 60)
                .mapToObj(
                    i ->
                        "{\"updated\":\"2026-01-01T00:%d:00Z\",\"time\":\"2026-01-01T00:%d:00Z\"}"
                            .formatted(i, i))
                .collect(Collectors.joining("\n")));

    assertThat(two.freshness()).isNotNull().extracting(FreshnessProposal::field).isEqualTo("time");
    assertThat(two.untold())
        .contains("time is taken for the time of the event; it could be updated");
  }

  @Test
  void whatCanNotBeReadIsCounted() throws IOException {
    assertThat(proposals(RecordFormat.NDJSON, "{\"x\":1}\n{broken\n3").untold())
        .contains("2 records could not be read, and are not part of this");
  }
}
