package io.sluice.engine.text;

import java.util.Locale;
import java.util.Optional;

/** A format that a text can have, by the standard that defines it. All are of ASCII alone. */
public enum StringFormat {
  /**
   * {@code Mailbox} of RFC 5321: a dot-string of up to 64 bytes, an at sign, a host name; 254 bytes
   * in all. No quoted local part, no address literal, nothing beyond ASCII.
   */
  EMAIL,
  /** RFC 9562, section 4: 8-4-4-4-12 hexadecimal digits of either case, of any version. */
  UUID,
  /** RFC 3986, {@code URI}: with a scheme. */
  URI,
  /**
   * RFC 1123, section 2.1: labels of up to 63 letters, digits and inner hyphens, 253 bytes in all,
   * the last label not of digits alone. No dot at the end.
   */
  HOSTNAME,
  /** RFC 3986, {@code IPv4address}: four numbers up to 255 without leading zeros. */
  IPV4,
  /**
   * RFC 4291, section 2.2, in all of its text forms, one with an IPv4 address included. No zone.
   */
  IPV6,
  /** RFC 3339, {@code full-date}, of days that the calendar has. */
  DATE,
  /** RFC 3339, {@code full-time}: with an offset. A leap second is 23:59:60 in UTC. */
  TIME,
  /** RFC 3339, {@code date-time}: with an offset. */
  DATE_TIME,
  /** RFC 4648, section 4, base64 with its padding: what OpenAPI and ODCS call {@code byte}. */
  BYTE;

  /** The format that a word names; empty where it names none of these. */
  public static Optional<StringFormat> parse(String word) {
    for (StringFormat format : values()) {
      if (format.word().equals(word)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Its name in contracts, such as {@code date-time}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a text has this format. Any bytes may be asked of, UTF-8 or not. */
  public boolean holds(byte[] utf8, int offset, int length) {
    int end = offset + length;
    return switch (this) {
      case EMAIL -> Mailbox.holds(utf8, offset, end);
      case UUID -> Uuids.holds(utf8, offset, end);
      case URI -> Uris.holds(utf8, offset, end);
      case HOSTNAME -> Hosts.isName(utf8, offset, end);
      case IPV4 -> Hosts.isIpv4(utf8, offset, end);
      case IPV6 -> Hosts.isIpv6(utf8, offset, end);
      case DATE -> Moments.isDate(utf8, offset, end);
      case TIME -> Moments.isTime(utf8, offset, end);
      case DATE_TIME -> Moments.isDateTime(utf8, offset, end);
      case BYTE -> Base64Text.holds(utf8, offset, end);
    };
  }
}
