package io.sluice.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Values that must not be found where they are looked for, in any form that a program may give
 * them: text in UTF-8 and UTF-16, Base64 in both alphabets at each place where it can begin, and
 * hexadecimal digits.
 */
public final class Needles {

  /** So many bytes of a form are looked up at each place of what is searched. */
  private static final int START = Long.BYTES;

  /** In {@code bytes}, each character is a byte. */
  private record Form(String value, String name, String bytes) {}

  private final Map<Long, List<Form>> byStart = new HashMap<>();

  /**
   * @param values of at least ten bytes, so that each form has enough to be told by
   */
  public Needles(List<String> values) {
    for (String value : values) {
      byte[] bytes = value.getBytes(UTF_8);
      add(value, "UTF-8", bytes);
      add(value, "UTF-16LE", value.getBytes(UTF_16LE));
      add(value, "UTF-16BE", value.getBytes(UTF_16BE));
      add(value, "hexadecimal digits", HexFormat.of().formatHex(bytes).getBytes(UTF_8));
      add(
          value,
          "HEXADECIMAL digits",
          HexFormat.of().withUpperCase().formatHex(bytes).getBytes(UTF_8));
      for (int before = 0; before < 3; before++) {
        add(value, "Base64", base64(Base64.getEncoder(), bytes, before));
        add(value, "Base64url", base64(Base64.getUrlEncoder(), bytes, before));
      }
    }
  }

  private void add(String value, String name, byte[] bytes) {
    if (bytes.length < START) {
      throw new IllegalArgumentException("too short to be told by");
    }
    long start = ByteBuffer.wrap(bytes).getLong();
    byStart
        .computeIfAbsent(start, _ -> new ArrayList<>())
        .add(new Form(value, name, new String(bytes, ISO_8859_1)));
  }

  /** What of Base64 is the same whatever stands around the bytes, so many of them before. */
  private static byte[] base64(Base64.Encoder encoder, byte[] bytes, int before) {
    byte[] padded = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, padded, before, bytes.length);
    String encoded = encoder.withoutPadding().encodeToString(padded);
    int from = (before * Byte.SIZE + 5) / 6;
    int to = padded.length * Byte.SIZE / 6;
    return encoded.substring(from, to).getBytes(UTF_8);
  }

  /** Which value stands in some bytes, and in which form; empty where none does. */
  public Optional<String> in(byte @Nullable [] haystack) {
    if (haystack == null) {
      return Optional.empty();
    }
    long window = 0;
    for (int end = 1; end <= haystack.length; end++) {
      window = (window << Byte.SIZE) | (haystack[end - 1] & 0xff);
      List<Form> begun = end < START ? null : byStart.get(window);
      if (begun != null) {
        for (Form form : begun) {
          if (isAt(haystack, end - START, form.bytes())) {
            return Optional.of(form.value() + " in " + form.name());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAt(byte[] haystack, int from, String bytes) {
    return haystack.length - from >= bytes.length()
        && new String(haystack, from, bytes.length(), ISO_8859_1).equals(bytes);
  }

  /** Likewise, of a record with its headers. */
  public Optional<String> in(ConsumerRecord<byte[], byte[]> record) {
    Stream<byte @Nullable []> headers =
        Arrays.stream(record.headers().toArray())
            .flatMap(header -> Stream.of(header.key().getBytes(UTF_8), header.value()));
    return Stream.concat(Stream.of(record.key(), record.value()), headers)
        .flatMap(bytes -> in(bytes).stream())
        .findFirst();
  }

  /** Likewise, of a text. */
  public Optional<String> in(String haystack) {
    return in(haystack.getBytes(UTF_8));
  }
}
