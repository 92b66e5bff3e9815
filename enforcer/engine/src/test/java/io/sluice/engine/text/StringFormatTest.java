package io.sluice.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringFormatTest {

  private static final int PAIRS = 50_000;

  private static boolean holds(StringFormat format, String text) {
    byte[] bytes = ("::" + text + "1a").getBytes(StandardCharsets.UTF_8);
    return format.holds(bytes, 2, bytes.length - 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b",
        "jane.doe@example.com",
        "jane+tag@mail.example.co.uk",
        "!#$%&'*+-/=?^_`{|}~@example.com",
        "x@xn--bcher-kva.example",
        "1234567890123456789012345678901234567890123456789012345678901234@example.com"
      })
  void emailAddresses(String text) {
    assertThat(holds(StringFormat.EMAIL, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "a",
        "a@",
        "@example.com",
        ".a@example.com",
        "a.@example.com",
        "a..b@example.com",
        "a b@example.com",
        "a@b@example.com",
        "a@-example.com",
        "a@example..com",
        "a@example.com.",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "\"a b\"@example.com",
        "jürgen@example.com",
        "a@bücher.example",
        "Jane <a@example.com>",
        " a@example.com",
        "a@example.com\n",
        "12345678901234567890123456789012345678901234567890123456789012345@example.com"
      })
  void noEmailAddresses(String text) {
    assertThat(holds(StringFormat.EMAIL, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "F81D4FAE-7dec-11D0-A765-00a0c91e6bf6",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
      })
  void uuids(String text) {
    assertThat(holds(StringFormat.UUID, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "f81d4fae7dec11d0a76500a0c91e6bf6",
        "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
        "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bfg",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf66",
        "f81d4fae7-dec-11d0-a765-00a0c91e6bf6",
        "f81d4fae-7dec-11d0-a765_00a0c91e6bf6"
      })
  void noUuids(String text) {
    assertThat(holds(StringFormat.UUID, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://jane:secret@example.com:8443/a/b;c=1/?q=a/b?c&d=%20#part/2?",
        "http://",
        "http://[::1]:80/",
        "http://[v1.fe:80]/",
        "http://192.0.2.1/",
        "http://example.com:",
        "urn:isbn:0451450523",
        "mailto:jane@example.com",
        "file:///etc/hosts",
        "a:",
        "a+b-c.1:/x",
        "tel:+1-816-555-1212",
        "data:,a%20b"
      })
  void uris(String text) {
    assertThat(holds(StringFormat.URI, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "example.com",
        "/a/b",
        "//example.com/a",
        "?q",
        "#part",
        "1a:b",
        "a_b:c",
        "http://exa mple.com",
        "http://example.com/a b",
        "http://example.com/%2",
        "http://example.com/%zz",
        "http://example.com/ü",
        "http://example.com/#a#b",
        "http://example.com/[a]",
        "http://a@b@c/",
        "http://example.com:80a/",
        "http://[::1/",
        "http://[::g]/",
        "http://[::1]a/",
        "http://[v.a]/",
        "http://[v1]/",
        "http://[v1.]/",
        "http://example.com/\"a\"",
        "http://example.com/<a>",
        "http://example.com/a\\b",
        "http://example.com/{a}"
      })
  void noUris(String text) {
    assertThat(holds(StringFormat.URI, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "localhost",
        "example.com",
        "EXAMPLE.com",
        "3com.example",
        "a--b.example",
        "xn--bcher-kva.example",
        "1.2.3.4a",
        "123456789012345678901234567890123456789012345678901234567890123.example"
      })
  void hostNames(String text) {
    assertThat(holds(StringFormat.HOSTNAME, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "example.com.",
        ".example.com",
        "a..b",
        "-a.example",
        "a-.example",
        "a_b.example",
        "a b",
        "bücher.example",
        "127.0.0.1",
        "12345",
        "::1",
        "1234567890123456789012345678901234567890123456789012345678901234.example"
      })
  void noHostNames(String text) {
    assertThat(holds(StringFormat.HOSTNAME, text)).isFalse();
  }

  @Test
  void aHostNameHasAtMost253Bytes() {
    String name = "a.".repeat(126) + "a";

    assertThat(name).hasSize(253);
    assertThat(holds(StringFormat.HOSTNAME, name)).isTrue();
    assertThat(holds(StringFormat.HOSTNAME, "a" + name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "127.0.0.1", "10.20.30.4"})
  void ipv4Addresses(String text) {
    assertThat(holds(StringFormat.IPV4, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.",
        ".1.2.3.4",
        "1.2.3.4.",
        "1.2.3.4.5",
        "1..2.3",
        "256.1.1.1",
        "1.1.1.1000",
        "01.2.3.4",
        "1.2.3.00",
        "1.2.3.-4",
        "1.2.3.4/8",
        "0x1.2.3.4",
        " 1.2.3.4",
        "1.2.3.٤"
      })
  void noIpv4Addresses(String text) {
    assertThat(holds(StringFormat.IPV4, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "1::",
        "2001:db8::8:800:200C:417A",
        "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "1:2:3::5:6:7:8",
        "0000:0:00:000:0:0:0:1",
        "::13.1.68.3",
        "::FFFF:129.144.52.38",
        "1:2:3:4:5:6:1.2.3.4",
        "1::1.2.3.4"
      })
  void ipv6Addresses(String text) {
    assertThat(holds(StringFormat.IPV6, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "1:2:3:4:5:6:7:8:",
        "1:2:3:4:5:6:7:8:9",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1::2::3",
        "1:::2",
        "12345::",
        "g::",
        "1.2.3.4",
        "::1.2.3",
        "::1.2.3.4:5",
        "::01.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4",
        "1:2:3:4:5:1.2.3.4",
        "fe80::1%eth0",
        "[::1]",
        "::1/128",
        " ::1"
      })
  void noIpv6Addresses(String text) {
    assertThat(holds(StringFormat.IPV6, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-31", "2024-02-29", "2000-02-29", "0000-02-29", "9999-12-31"})
  void dates(String text) {
    assertThat(holds(StringFormat.DATE, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-1-31",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-01-32",
        "2026-04-31",
        "2026-02-29",
        "1900-02-29",
        "20260131",
        "2026/01/31",
        "26-01-31",
        "+2026-01-31",
        "-2026-01-31",
        "2026-01-31T",
        "2026-01-31Z",
        "2026-01-3१"
      })
  void noDates(String text) {
    assertThat(holds(StringFormat.DATE, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00:00:00Z",
        "23:59:59z",
        "23:59:60Z",
        "00:59:60+01:00",
        "15:59:60-08:00",
        "12:00:00.123456789012Z",
        "12:00:00-00:00",
        "12:00:00+23:59"
      })
  void times(String text) {
    assertThat(holds(StringFormat.TIME, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12:00:00",
        "12:00Z",
        "24:00:00Z",
        "12:60:00Z",
        "12:00:61Z",
        "12:00:60Z",
        "23:59:60+01:00",
        "1:00:00Z",
        "12:00:00.Z",
        "12:00:00,5Z",
        "12:00:00+1:00",
        "12:00:00+0100",
        "12:00:00+24:00",
        "12:00:00+01:60",
        "12:00:00 Z",
        "12:00:00ZZ",
        "T12:00:00Z"
      })
  void noTimes(String text) {
    assertThat(holds(StringFormat.TIME, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1985-04-12T23:20:50.52Z",
        "1996-12-19T16:39:57-08:00",
        "1990-12-31T23:59:60Z",
        "2026-01-31t06:00:00z"
      })
  void dateTimes(String text) {
    assertThat(holds(StringFormat.DATE_TIME, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31",
        "2026-01-31T",
        "2026-01-31T06:00:00",
        "2026-01-31 06:00:00Z",
        "2026-02-30T06:00:00Z",
        "2026-01-31T25:00:00Z",
        "06:00:00Z",
        "2026-01-31T06:00Z"
      })
  void noDateTimes(String text) {
    assertThat(holds(StringFormat.DATE_TIME, text)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyFormatIsFoundByItsWord(StringFormat format) {
    assertThat(StringFormat.parse(format.word())).contains(format);
    assertThat(StringFormat.parse("password")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anyBytesAreJudgedWithoutAnException(StringFormat format) {
    Random random = new Random(7);
    Stream<String> seeds = Stream.of("a@b.c", "::1.2.3.4", "a://[v1.a]:1", "2026-01-31T06:00:00Z");
    seeds.forEach(
        seed -> {
          for (int i = 0; i < 5_000; i++) {
            byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            int from = random.nextInt(bytes.length);
            format.holds(bytes, from, random.nextInt(bytes.length - from + 1));
          }
        });
  }

  @Test
  void uuidsThatJavaPrintsHold() {
    Random random = new Random(1);
    for (int i = 0; i < PAIRS; i++) {
      String text = new UUID(random.nextLong(), random.nextLong()).toString();
      assertThat(holds(StringFormat.UUID, text)).as(text).isTrue();
    }
  }

  @Test
  void datesAndTimesHoldWhereJavaReadsThem() {
    Random random = new Random(2);
    for (int i = 0; i < PAIRS; i++) {
      String date =
          "%04d-%02d-%02d"
              .formatted(random.nextInt(10_000), random.nextInt(14), random.nextInt(33));
      // Java's offsets end at 18 hours; seconds of 60 are leap seconds, which it has not.
      String time =
          "%02d:%02d:%02d%s%s"
              .formatted(
                  random.nextInt(25),
                  random.nextInt(62),
                  random.nextInt(60),
                  random.nextBoolean() ? "" : "." + random.nextInt(1_000_000),
                  random.nextBoolean()
                      ? "Z"
                      : "%s%02d:%02d"
                          .formatted(
                              random.nextBoolean() ? "+" : "-",
                              random.nextInt(18),
                              random.nextInt(62)));
      assertThat(holds(StringFormat.DATE, date))
          .as(date)
          .isEqualTo(reads(() -> LocalDate.parse(date)));
      assertThat(holds(StringFormat.TIME, time))
          .as(time)
          .isEqualTo(reads(() -> OffsetTime.parse(time)));
      assertThat(holds(StringFormat.DATE_TIME, date + "T" + time))
          .isEqualTo(reads(() -> OffsetDateTime.parse(date + "T" + time)));
    }
  }

  private static boolean reads(Runnable parse) {
    try {
      parse.run();
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Test
  void everyIpv4AddressThatJavaPrintsHolds() throws UnknownHostException {
    Random random = new Random(3);
    byte[] address = new byte[4];
    for (int i = 0; i < PAIRS; i++) {
      random.nextBytes(address);
      String text = InetAddress.getByAddress(address).getHostAddress();
      assertThat(holds(StringFormat.IPV4, text)).as(text).isTrue();
    }
  }

  @Test
  void ipv6AddressesHoldWhereJavaReadsThem() {
    Random random = new Random(4);
    int good = 0;
    for (int i = 0; i < PAIRS; i++) {
      StringBuilder text = new StringBuilder();
      int groups = 4 + random.nextInt(6);
      for (int group = 0; group < groups; group++) {
        switch (random.nextInt(12)) {
          case 0 -> text.append(':');
          case 1 -> text.append("::");
          default -> text.append(Integer.toHexString(random.nextInt(0x10000))).append(':');
        }
      }
      if (random.nextInt(4) == 0) {
        text.append("1.2.3.4");
      } else if (random.nextInt(3) > 0) {
        text.append(Integer.toHexString(random.nextInt(0x10000)));
      }
      String address = text.toString();
      if (!address.contains(":")) {
        continue;
      }
      boolean expected = javaReadsIpv6(address);
      good += expected ? 1 : 0;
      assertThat(holds(StringFormat.IPV6, address)).as(address).isEqualTo(expected);
    }
    assertThat(good).isGreaterThan(PAIRS / 20);
  }

  /** Java takes a text with a colon for an address and never asks for its name. */
  private static boolean javaReadsIpv6(String text) {
    try {
      return InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
