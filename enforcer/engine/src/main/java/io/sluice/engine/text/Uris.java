package io.sluice.engine.text;

/** A URI with its scheme (RFC 3986, appendix A, {@code URI}); a relative reference is none. */
final class Uris {

  private static final int PCHAR = Ascii.UNRESERVED | Ascii.SUB_DELIMS;

  private Uris() {}

  static boolean holds(byte[] text, int from, int to) {
    int colon = endOfScheme(text, from, to);
    if (colon < 0) {
      return false;
    }
    int hierarchy = colon + 1;
    int fragment = indexOf(text, hierarchy, to, (byte) '#');
    int query = indexOf(text, hierarchy, fragment, (byte) '?');
    int path = hierarchy;
    if (query - hierarchy >= 2 && text[hierarchy] == '/' && text[hierarchy + 1] == '/') {
      path = indexOf(text, hierarchy + 2, query, (byte) '/');
      if (!isAuthority(text, hierarchy + 2, path)) {
        return false;
      }
    }
    return isMadeOf(text, path, query, ":@/")
        && (query == fragment || isMadeOf(text, query + 1, fragment, ":@/?"))
        && (fragment == to || isMadeOf(text, fragment + 1, to, ":@/?"));
  }

  /** Where the colon behind the scheme stands; -1 where there is no scheme. */
  private static int endOfScheme(byte[] text, int from, int to) {
    if (from == to || !Ascii.is(text[from], Ascii.ALPHA)) {
      return -1;
    }
    for (int i = from + 1; i < to; i++) {
      byte character = text[i];
      if (character == ':') {
        return i;
      }
      if (!Ascii.is(character, Ascii.ALPHANUMERIC)
          && character != '+'
          && character != '-'
          && character != '.') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isAuthority(byte[] text, int from, int to) {
    int host = from;
    int at = indexOf(text, from, to, (byte) '@');
    if (at < to) {
      if (!isMadeOf(text, from, at, ":")) {
        return false;
      }
      host = at + 1;
    }
    if (host < to && text[host] == '[') {
      int bracket = indexOf(text, host, to, (byte) ']');
      return bracket < to && isAddress(text, host + 1, bracket) && isPort(text, bracket + 1, to);
    }
    int colon = indexOf(text, host, to, (byte) ':');
    return isMadeOf(text, host, colon, "") && isPort(text, colon, to);
  }

  private static boolean isAddress(byte[] text, int from, int to) {
    if (from < to && (text[from] == 'v' || text[from] == 'V')) {
      int dot = indexOf(text, from, to, (byte) '.');
      if (dot == from + 1 || dot + 1 >= to) {
        return false;
      }
      for (int i = from + 1; i < to; i++) {
        boolean fits =
            i < dot ? Ascii.is(text[i], Ascii.HEX) : Ascii.is(text[i], PCHAR) || text[i] == ':';
        if (!fits) {
          return false;
        }
      }
      return true;
    }
    return Hosts.isIpv6(text, from, to);
  }

  /** Nothing, or a colon and any number of digits, none included. */
  private static boolean isPort(byte[] text, int from, int to) {
    if (from == to) {
      return true;
    }
    if (text[from] != ':') {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      if (!Ascii.isDigit(text[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether there are only unreserved characters, sub-delimiters, escapes and some others. */
  private static boolean isMadeOf(byte[] text, int from, int to, String others) {
    for (int i = from; i < to; i++) {
      byte character = text[i];
      if (character == '%') {
        if (to - i < 3 || !Ascii.is(text[i + 1], Ascii.HEX) || !Ascii.is(text[i + 2], Ascii.HEX)) {
          return false;
        }
        i += 2;
      } else if (!Ascii.is(character, PCHAR) && others.indexOf(character) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(byte[] text, int from, int to, byte character) {
    for (int i = from; i < to; i++) {
      if (text[i] == character) {
        return i;
      }
    }
    return to;
  }
}
