package io.sluice.engine.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Masked;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each mask leaves of a value of each type, as a stock reader decodes it. */
class MasksTest {

  private static final String STRING = "\"string\"";
  private static final String LONG = "\"long\"";
  private static final String DATE = "{\"type\":\"int\",\"logicalType\":\"date\"}";
  private static final String MILLIS = "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
  private static final String UUID_TEXT = "{\"type\":\"string\",\"logicalType\":\"uuid\"}";
  private static final String DECIMAL =
      "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}";
  private static final String ENUM =
      "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\",\"NONE\"],\"default\":\"NONE\"}";

  /** The type, the mask, what more the contract says of the field, the value, what is left. */
  static Stream<Arguments> values() {
    return Stream.of(
        // redact: nothing of the value
        masked("[\"null\",\"string\"]", "redact", "", "Anna", null),
        masked("[\"string\",\"null\"]", "redact", "", "Anna", null),
        masked("[\"null\",\"string\"]", "redact", "required: true", "Anna", ""),
        masked("[\"null\",\"string\"]", "{redact: {with: hidden}}", "", "Anna", "hidden"),
        masked(STRING, "redact", "", "Anna", ""),
        masked(STRING, "{redact: {with: REDACTED}}", "", "Anna", "REDACTED"),
        masked(UUID_TEXT, "redact", "", uuid(7), uuid(0)),
        masked("\"boolean\"", "redact", "", true, false),
        masked(
            "\"int\"",
            "{redact: {with: 18}}",
            "logicalType: integer\nlogicalTypeOptions: {minimum: 18}",
            44,
            18),
        masked(LONG, "redact", "", 44L, 0L),
        masked("\"float\"", "redact", "", 4.4f, 0f),
        masked("\"double\"", "{redact: {with: 1.5}}", "", 4.4, 1.5),
        masked("\"bytes\"", "redact", "", bytes(1, 2), bytes()),
        masked(DECIMAL, "redact", "", decimal("19.90"), decimal("0.00")),
        masked(DECIMAL, "{redact: {with: 1.25}}", "", decimal("19.90"), decimal("1.25")),
        masked(
            "{\"type\":\"fixed\",\"name\":\"F\",\"size\":3}",
            "redact",
            "",
            fixed(1, 2, 3),
            fixed(0, 0, 0)),
        masked(ENUM, "redact", "", symbol("A"), symbol("NONE")),
        masked(ENUM, "{redact: {with: B}}", "", symbol("A"), symbol("B")),
        masked(DATE, "{redact: {with: 1900-01-01}}", "", day("1980-05-17"), day("1900-01-01")),
        masked(
            "{\"type\":\"array\",\"items\":\"string\"}",
            "redact",
            "",
            List.of("a", "b"),
            List.of()),
        masked(
            "{\"type\":\"map\",\"values\":\"long\"}", "redact", "", Map.of("anna", 1L), Map.of()),
        // hash: the same for the same, and nothing to be guessed without the key
        masked(STRING, "{hash: {key: customers}}", "", "Anna", hmac("Anna")),
        masked(
            STRING,
            "{hash: {key: customers, length: 12}}",
            "",
            "Anna",
            hmac("Anna").substring(0, 12)),
        masked("[\"null\",\"string\"]", "{hash: {key: customers}}", "", null, null),
        masked(
            "[\"null\",\"string\"]", "{hash: {key: customers}}", "", "Grüße 😀", hmac("Grüße 😀")),
        masked(
            UUID_TEXT,
            "{hash: {key: customers}}",
            "",
            uuid(7).toUpperCase(Locale.ROOT),
            hashedUuid(uuid(7))),
        masked(
            "\"bytes\"",
            "{hash: {key: customers, length: 8}}",
            "",
            utf8("Anna"),
            ByteBuffer.wrap(mac("Anna"), 0, 8).slice()),
        masked(
            LONG,
            "{hash: {key: customers}}",
            "",
            4711L,
            ByteBuffer.wrap(mac("4711")).getLong() >>> 1),
        // partial
        masked(STRING, "{partial: {keepFirst: 1}}", "", "Øyvind", "Ø*****"),
        masked(STRING, "{partial: {keepLast: 4}}", "", "4111111111111111", "************1111"),
        masked(STRING, "{partial: {keepLast: 4}}", "", "1111", "****"),
        masked(STRING, "{partial: {keepLast: 4}}", "", "", ""),
        masked(STRING, "{partial: {keepLast: 2}}", "", "日本語😀", "**語😀"),
        masked(STRING, "{partial: {keepFirst: 2}}", "", "日本語😀", "日本**"),
        masked(
            STRING,
            "{partial: {keepDomain: true}}",
            "",
            "anna.müller@example.org",
            "***********@example.org"),
        masked(STRING, "{partial: {keepDomain: true}}", "", "nobody", "******"),
        masked(STRING, "{partial: {keepDomain: true}}", "", "@example.org", "************"),
        masked(STRING, "{partial: {keepDomain: true}}", "", "anna@", "*****"),
        masked(STRING, "{partial: {keepDomain: true}}", "", "\"a@b\"@c.org", "*****@c.org"),
        masked(DATE, "{partial: {cutTo: month}}", "", day("1980-05-17"), day("1980-05-01")),
        masked(DATE, "{partial: {cutTo: year}}", "", day("1980-05-17"), day("1980-01-01")),
        masked(DATE, "{partial: {cutTo: year}}", "", day("1950-05-17"), day("1950-01-01")),
        masked(DATE, "{partial: {cutTo: year}}", "", Integer.MIN_VALUE, Integer.MIN_VALUE),
        masked(
            MILLIS,
            "{partial: {cutTo: day}}",
            "",
            millis("2026-11-21T12:30:15.5Z"),
            millis("2026-11-21T00:00:00Z")),
        masked(
            MILLIS,
            "{partial: {cutTo: month}}",
            "",
            millis("1969-11-21T12:30:15Z"),
            millis("1969-11-01T00:00:00Z")),
        masked(
            MILLIS,
            "{partial: {cutTo: month}}",
            "",
            Long.MIN_VALUE,
            Long.MIN_VALUE / 86_400_000 * 86_400_000),
        masked(
            MILLIS.replace("millis", "nanos"),
            "{partial: {cutTo: year}}",
            "",
            -1L,
            -365 * 86_400_000_000_000L),
        masked(
            STRING, "{partial: {cutTo: month}}", "logicalType: date", "1980-05-17", "1980-05-01"),
        masked(
            STRING,
            "{partial: {cutTo: day}}",
            "logicalType: timestamp",
            "2026-11-21T12:30:15.123+05:30",
            "2026-11-21T00:00:00.000+05:30"),
        masked(
            STRING,
            "{partial: {cutTo: year}}",
            "logicalType: timestamp",
            "2026-11-21T12:30:15Z",
            "2026-01-01T00:00:00Z"),
        // generalise
        masked("\"int\"", "{generalise: {bucket: 10}}", "", 47, 40),
        masked("\"int\"", "{generalise: {bucket: 10}}", "", -47, -40),
        masked(
            LONG, "{generalise: {bucket: 1000}}", "", Long.MIN_VALUE, -9_223_372_036_854_775_000L),
        masked("\"double\"", "{generalise: {bucket: 0.1}}", "", 0.3, 0.3),
        masked("\"double\"", "{generalise: {bucket: 0.5}}", "", 52.37, 52.0),
        masked(
            "\"double\"",
            "{generalise: {bucket: 0.5}}",
            "",
            Double.NEGATIVE_INFINITY,
            Double.NEGATIVE_INFINITY),
        masked("\"float\"", "{generalise: {bucket: 0.1}}", "", 0.7f, 0.7f),
        masked("\"float\"", "{generalise: {bucket: 10}}", "", -47.5f, -40f),
        masked(DECIMAL, "{generalise: {bucket: 0.50}}", "", decimal("19.90"), decimal("19.50")),
        masked(DECIMAL, "{generalise: {bucket: 100}}", "", decimal("-99.99"), decimal("0.00")));
  }

  @ParameterizedTest(name = "{1} of {3}, {0}")
  @MethodSource("values")
  void maskLeavesOfAValue(
      String type, String mask, String said, @Nullable Object value, @Nullable Object left) {
    Schema schema =
        Avro.thing(
            "{\"name\":\"a\",\"type\":" + type + "}", "{\"name\":\"b\",\"type\":\"string\"}");
    String field =
        "- name: a\n  classification: pii\n  customProperties: [{property: sluice.masking, value: "
            + mask
            + "}]\n"
            + said.indent(2);
    Object given =
        value instanceof FixedBytes(String hex)
            ? new GenericData.Fixed(schema.getField("a").schema(), HexFormat.of().parseHex(hex))
            : value instanceof Symbol(String name)
                ? new GenericData.EnumSymbol(schema.getField("a").schema(), name)
                : value;

    for (String output : List.of("pass", "project")) {
      Object masked =
          Masked.of(output, field, schema).of(Avro.record(schema, given, "stays")).get("a");

      assertThat(plain(masked)).isEqualTo(left);
    }
  }

  private record FixedBytes(String hex) {}

  private record Symbol(String name) {}

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case CharSequence text -> text.toString();
      case GenericFixed fixed -> new FixedBytes(HexFormat.of().formatHex(fixed.bytes()));
      case GenericData.EnumSymbol symbol -> new Symbol(symbol.toString());
      case null, default -> value;
    };
  }

  private static Arguments masked(
      String type, String mask, String said, @Nullable Object value, @Nullable Object left) {
    return Arguments.of(type, mask, said, value, left);
  }

  private static byte[] mac(String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Arrays.copyOf("customers".getBytes(StandardCharsets.UTF_8), 32), "HmacSHA256"));
      return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hmac(String value) {
    return HexFormat.of().formatHex(mac(value));
  }

  private static String hashedUuid(String value) {
    byte[] bytes = mac(value);
    bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x80);
    bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
    ByteBuffer halves = ByteBuffer.wrap(bytes);
    return new UUID(halves.getLong(), halves.getLong()).toString();
  }

  private static String uuid(long number) {
    return new UUID(number << 8, number).toString();
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ByteBuffer bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteBuffer.wrap(bytes);
  }

  private static FixedBytes fixed(int... values) {
    return new FixedBytes(HexFormat.of().formatHex(bytes(values).array()));
  }

  private static Symbol symbol(String name) {
    return new Symbol(name);
  }

  private static ByteBuffer decimal(String number) {
    return ByteBuffer.wrap(new BigDecimal(number).unscaledValue().toByteArray());
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  private static long millis(String moment) {
    return Instant.parse(moment).toEpochMilli();
  }
}
