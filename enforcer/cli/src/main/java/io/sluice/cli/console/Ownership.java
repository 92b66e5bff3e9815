package io.sluice.cli.console;

import io.sluice.cli.letter.Shown;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.SupportChannel;
import io.sluice.engine.contract.Team;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who owns a contract, and where they can be reached. */
public final class Ownership {

  private static final String UNKNOWN = "not stated";

  private Ownership() {}

  /** The team, and its members in the role of an owner. */
  public static String owner(Contract contract) {
    Team team = contract.team();
    if (team == null) {
      return UNKNOWN;
    }
    String owners =
        team.members().stream()
            .filter(
                m ->
                    m.role() != null
                        && m.role().toLowerCase(java.util.Locale.ROOT).contains("owner"))
            .map(Team.Member::username)
            .collect(Collectors.joining(", "));
    String name = Objects.requireNonNullElse(team.name(), "");
    if (name.isEmpty() && owners.isEmpty()) {
      return UNKNOWN;
    }
    return Shown.escaped(
        name.isEmpty() ? owners : owners.isEmpty() ? name : name + " (" + owners + ")");
  }

  /** The support channels, in one line. */
  public static String support(Contract contract) {
    return contract.support().isEmpty()
        ? UNKNOWN
        : Shown.escaped(
            contract.support().stream()
                .map(
                    s ->
                        Stream.of(
                                s.channel(),
                                s.tool() == null ? null : "(" + s.tool() + ")",
                                s.url())
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", ")));
  }

  /** Adds both to an object; nulls where no contract is known. */
  public static void put(@Nullable Contract contract, Map<String, @Nullable Object> json) {
    json.put("contract", contract == null ? null : contract.coordinates());
    json.put("owner", contract == null || contract.team() == null ? null : contract.team().name());
    List<Map<String, @Nullable Object>> channels = new ArrayList<>();
    if (contract != null) {
      for (SupportChannel channel : contract.support()) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("channel", channel.channel());
        entry.put("tool", channel.tool());
        entry.put("url", channel.url());
        channels.add(entry);
      }
    }
    json.put("support", channels);
  }
}
