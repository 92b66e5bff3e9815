package io.sluice.pipeline.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * How a registry is reached.
 *
 * @param url the base of its REST interface, such as {@code
 *     https://registry.example.com/apis/registry/v3}; without a user, which would be printed
 * @param requestTimeout for one answer, from the first byte sent to the last one read
 */
public record RegistrySettings(
    URI url, Credentials credentials, Duration connectTimeout, Duration requestTimeout) {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  public RegistrySettings {
    String text = url.toString();
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (text.contains("@")) {
      throw new IllegalArgumentException(
          "the registry's url must hold no user or password: they have settings of their own");
    }
    if (!(scheme.equals("http") || scheme.equals("https"))
        || url.getHost() == null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "the registry's url must be http(s)://host[:port]/apis/registry/v3, not " + url);
    }
    requirePositive("connect", connectTimeout);
    requirePositive("request", requestTimeout);
  }

  private static void requirePositive(String name, Duration timeout) {
    if (timeout.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "the registry's " + name + " timeout must be at least 1 ms, not " + timeout);
    }
  }

  /** Without credentials, with the default timeouts: 5 s to connect, 10 s to answer. */
  public static RegistrySettings of(String url) {
    return new RegistrySettings(
        URI.create(url), new Credentials.None(), CONNECT_WITHIN, ANSWER_WITHIN);
  }
}
