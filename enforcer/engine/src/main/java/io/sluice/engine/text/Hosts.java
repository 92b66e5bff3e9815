package io.sluice.engine.text;

/** Names and addresses of hosts. Each method judges the bytes from one offset up to another. */
final class Hosts {

  private static final int MOST_BYTES_OF_NAME = 253;
  private static final int MOST_BYTES_OF_LABEL = 63;
  private static final int GROUPS = 8;
  private static final int GROUPS_OF_IPV4 = 2;

  private Hosts() {}

  /**
   * A host name (RFC 952 as RFC 1123, section 2.1, relaxes it): labels of letters, digits and
   * hyphens, of which the last is not of digits alone, so that no address is a name.
   */
  static boolean isName(byte[] text, int from, int to) {
    if (to - from > MOST_BYTES_OF_NAME) {
      return false;
    }
    int label = from;
    boolean numeric = true;
    for (int i = from; i <= to; i++) {
      if (i == to || text[i] == '.') {
        if (!isLabel(text, label, i)) {
          return false;
        }
        if (i == to) {
          return !numeric;
        }
        label = i + 1;
        numeric = true;
      } else if (Ascii.is(text[i], Ascii.ALPHANUMERIC) || text[i] == '-') {
        numeric &= Ascii.isDigit(text[i]);
      } else {
        return false;
      }
    }
    return false;
  }

  private static boolean isLabel(byte[] text, int from, int to) {
    return to > from
        && to - from <= MOST_BYTES_OF_LABEL
        && text[from] != '-'
        && text[to - 1] != '-';
  }

  /** Four numbers up to 255 without leading zeros (RFC 3986, {@code IPv4address}). */
  static boolean isIpv4(byte[] text, int from, int to) {
    int position = from;
    for (int octet = 0; octet < 4; octet++) {
      if (octet > 0) {
        if (position >= to || text[position] != '.') {
          return false;
        }
        position++;
      }
      int first = position;
      int value = 0;
      while (position < to && position - first < 3 && Ascii.isDigit(text[position])) {
        value = value * 10 + text[position++] - '0';
      }
      int digits = position - first;
      if (digits == 0 || value > 255 || (digits > 1 && text[first] == '0')) {
        return false;
      }
    }
    return position == to;
  }

  /**
   * An address of RFC 4291, section 2.2, as the {@code IPv6address} of RFC 3986 writes it: groups
   * of up to four hexadecimal digits, one run of them left out as {@code ::}, the last two written
   * as an IPv4 address where they are. No zone.
   */
  static boolean isIpv6(byte[] text, int from, int to) {
    int position = from;
    int groups = 0;
    boolean compressed = false;
    if (startsWithColons(text, position, to)) {
      compressed = true;
      position += 2;
      if (position == to) {
        return true;
      }
    }
    while (true) {
      int first = position;
      while (position < to && position - first <= 4 && Ascii.is(text[position], Ascii.HEX)) {
        position++;
      }
      if (position < to && text[position] == '.') {
        return isIpv4(text, first, to) && isWhole(groups + GROUPS_OF_IPV4, compressed);
      }
      int digits = position - first;
      if (digits == 0 || digits > 4 || ++groups > GROUPS) {
        return false;
      }
      if (position == to) {
        return isWhole(groups, compressed);
      }
      if (startsWithColons(text, position, to)) {
        if (compressed) {
          return false;
        }
        compressed = true;
        position += 2;
        if (position == to) {
          return isWhole(groups, true);
        }
      } else if (text[position] == ':') {
        position++;
      } else {
        return false;
      }
    }
  }

  private static boolean startsWithColons(byte[] text, int from, int to) {
    return to - from >= 2 && text[from] == ':' && text[from + 1] == ':';
  }

  /** What is left out stands for at least one group. */
  private static boolean isWhole(int groups, boolean compressed) {
    return compressed ? groups < GROUPS : groups == GROUPS;
  }
}
