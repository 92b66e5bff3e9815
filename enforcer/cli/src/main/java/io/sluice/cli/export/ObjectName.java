package io.sluice.cli.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names of objects that are made of ids: lower case letters, digits and dashes, no dash at an end.
 */
public final class ObjectName {

  private static final int DIGEST_BYTES = 4;

  private ObjectName() {}

  /**
   * A name made of ids. Dots become dashes; a name that has to lose more, or is too long, ends with
   * a digest of what it was made of, so that it stays its own.
   *
   * @param longest how many characters it may have
   */
  public static String of(int longest, String... ids) {
    String full = String.join("-", ids);
    String name =
        full.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    if (name.equals(full.replace('.', '-')) && name.length() <= longest) {
      return name;
    }
    String digest = digest(full);
    int room = longest - digest.length() - 1;
    String kept = name.substring(0, Math.min(room, name.length())).replaceAll("-$", "");
    return kept.isEmpty() ? digest : kept + "-" + digest;
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
