package io.sluice.pipeline.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values that must not be found where they are looked for, in any form that a program may give
 * them: text in UTF-8 and UTF-16, Base64 in both alphabets at each place where it can begin, and
 * hexadecimal digits.
 */
public final class Needles {

  private record Form(String value, String name, String bytes) {}

  private final List<Form> forms = new ArrayList<>();

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
    forms.add(new Form(value, name, new String(bytes, ISO_8859_1)));
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
    String text = new String(haystack, ISO_8859_1);
    return forms.stream()
        .filter(form -> text.contains(form.bytes()))
        .map(form -> form.value() + " in " + form.name())
        .findFirst();
  }

  /** Likewise, of a text. */
  public Optional<String> in(String haystack) {
    return in(haystack.getBytes(UTF_8));
  }
}
