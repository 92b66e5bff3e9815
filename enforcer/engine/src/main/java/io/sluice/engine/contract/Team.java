package io.sluice.engine.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people who own a contract. */
public record Team(@Nullable String name, @Nullable String description, List<Member> members) {

  public Team {
    members = List.copyOf(members);
  }

  /** One of them. */
  public record Member(String username, @Nullable String name, @Nullable String role) {}
}
