package io.sluice.pipeline.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How Sluice shows a registry who it is. None of them prints its secret. */
public sealed interface Credentials {

  /** The value of the {@code Authorization} header; empty for none. */
  Optional<String> authorization();

  /** Nobody. */
  record None() implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  /** A user and password (RFC 7617). */
  record Basic(String user, String password) implements Credentials {
    public Basic {
      if (user.contains(":") || hasControl(user) || hasControl(password)) {
        throw new IllegalArgumentException(
            "the registry's user must have no colon, and neither user nor password a line break or"
                + " other control character");
      }
    }

    @Override
    public Optional<String> authorization() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public String toString() {
      return "Basic[user=" + user + "]";
    }
  }

  /** A bearer token (RFC 6750). */
  record Bearer(String token) implements Credentials {
    public Bearer {
      // The HTTP client would refuse it too, and print it.
      if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
        throw new IllegalArgumentException(
            "the registry's token must be printable ASCII without blanks or line breaks");
      }
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + token);
    }

    @Override
    public String toString() {
      return "Bearer[]";
    }
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
