package io.sluice.engine.rewrite;

import io.sluice.engine.cel.Varints;
import io.sluice.engine.contract.Mask;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A text, of which something else is written: a string again, or bytes that read as one. */
public sealed interface MaskedText extends Part {

  /** Stands for each character that is hidden. */
  char HIDDEN = '*';

  /**
   * Writes a text that stands in the record.
   *
   * @param start where its UTF-8 starts
   */
  void mask(Rewriting out, byte[] in, int start, int length);

  @Override
  default int write(Rewriting out, byte[] in, int at) {
    int start = Varints.end(in, at);
    int length = (int) Varints.read(in, at);
    mask(out, in, start, length);
    return start + length;
  }

  /** How many characters (code points) a text has that is known to be UTF-8. */
  private static int characters(byte[] in, int start, int stop) {
    int count = 0;
    for (int i = start; i < stop; i++) {
      if (!isInner(in[i])) {
        count++;
      }
    }
    return count;
  }

  /** Whether a byte of UTF-8 goes on with a character. */
  private static boolean isInner(byte b) {
    return (b & 0xc0) == 0x80;
  }

  private static void hidden(Rewriting out, byte[] in, int start, int length) {
    int characters = characters(in, start, start + length);
    out.putWhole(characters);
    out.putRepeated(HIDDEN, characters);
  }

  /**
   * Its hash in hexadecimal digits.
   *
   * @param digits how many of them
   */
  record Hashed(int key, int digits) implements MaskedText {
    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      byte[] hash = out.hash(key, in, start, length);
      out.putWhole(digits);
      out.putHex(hash, digits);
    }
  }

  /** A UUID, made of the hash of one as it is written in small letters. */
  record HashedUuid(int key) implements MaskedText {
    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      byte[] text = new byte[length];
      for (int i = 0; i < length; i++) {
        byte c = in[start + i];
        text[i] = c >= 'A' && c <= 'Z' ? (byte) (c + 'a' - 'A') : c;
      }
      byte[] uuid = HashedUuids.text(out.hash(key, text, 0, length));
      out.putWhole(uuid.length);
      out.put(uuid);
    }
  }

  /** Its token in base64url (RFC 4648, section 5) without padding. */
  record Tokenised(int key) implements MaskedText {
    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      byte[] token =
          Base64.getUrlEncoder().withoutPadding().encode(out.token(key, in, start, length));
      out.putWhole(token.length);
      out.put(token);
    }
  }

  /** Its first characters, or its last; all are hidden where it has no more than those. */
  record End(boolean isFirst, int kept) implements MaskedText {
    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      int end = start + length;
      int cut = isFirst ? forward(in, start, end) : back(in, start, end);
      if (cut == (isFirst ? end : start)) {
        hidden(out, in, start, length);
      } else if (isFirst) {
        int hidden = characters(in, cut, end);
        out.putWhole(cut - start + hidden);
        out.put(in, start, cut - start);
        out.putRepeated(HIDDEN, hidden);
      } else {
        int hidden = characters(in, start, cut);
        out.putWhole(end - cut + hidden);
        out.putRepeated(HIDDEN, hidden);
        out.put(in, cut, end - cut);
      }
    }

    /** Behind the characters that are kept; the end where there are no more. */
    private int forward(byte[] in, int start, int end) {
      int at = start;
      for (int passed = 0; passed < kept && at < end; passed++) {
        at++;
        while (at < end && isInner(in[at])) {
          at++;
        }
      }
      return at;
    }

    /** Before the characters that are kept; the start where there are no more. */
    private int back(byte[] in, int start, int end) {
      int at = end;
      for (int passed = 0; passed < kept && at > start; passed++) {
        at--;
        while (at > start && isInner(in[at])) {
          at--;
        }
      }
      return at;
    }
  }

  /** The domain of an address; all is hidden of what is none. */
  record Domain() implements MaskedText {
    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      int end = start + length;
      int at = end - 1;
      while (at > start && in[at] != '@') {
        at--;
      }
      if (at <= start || at == end - 1) {
        hidden(out, in, start, length);
        return;
      }
      int characters = characters(in, start, at);
      out.putWhole(characters + end - at);
      out.putRepeated(HIDDEN, characters);
      out.put(in, at, end - at);
    }
  }

  /**
   * A date or a timestamp (RFC 3339), cut in the offset that it is written in; all is hidden of
   * what is none.
   */
  record Cut(Mask.Unit unit) implements MaskedText {

    private static final int DATE = "2026-11-21".length();
    private static final int MONTH = "2026-".length();
    private static final int DAY = "2026-11-".length();

    @Override
    public void mask(Rewriting out, byte[] in, int start, int length) {
      if (!isDate(in, start, length)) {
        hidden(out, in, start, length);
        return;
      }
      byte[] text = new byte[length];
      System.arraycopy(in, start, text, 0, length);
      switch (unit) {
        case YEAR -> {
          first(text, MONTH);
          first(text, DAY);
        }
        case MONTH -> first(text, DAY);
        case DAY -> {}
      }
      for (int i = DATE + 1; i < length && !isOffset(text[i]); i++) {
        if (isDigit(text[i])) {
          text[i] = '0';
        }
      }
      out.putWhole(length);
      out.put(text);
    }

    private static void first(byte[] text, int at) {
      text[at] = '0';
      text[at + 1] = '1';
    }

    private static boolean isOffset(byte c) {
      return c == 'Z' || c == 'z' || c == '+' || c == '-';
    }

    private static boolean isDate(byte[] in, int start, int length) {
      if (length < DATE) {
        return false;
      }
      byte[] form = "dddd-dd-dd".getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < DATE; i++) {
        boolean fits = form[i] == 'd' ? isDigit(in[start + i]) : in[start + i] == form[i];
        if (!fits) {
          return false;
        }
      }
      return isTime(in, start + DATE, start + length);
    }

    /** Nothing, or what a time of day and its offset are written with. */
    private static boolean isTime(byte[] in, int start, int stop) {
      for (int i = start; i < stop; i++) {
        if (!isDigit(in[i]) && "Tt :.,Zz+-".indexOf(in[i]) < 0) {
          return false;
        }
      }
      return true;
    }

    private static boolean isDigit(byte c) {
      return c >= '0' && c <= '9';
    }
  }
}
