package io.sluice.service.access;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;

/**
 * What the roles of a contract may do on Kafka. A role that reads does so in the consumer group of
 * its own name, or in one that begins with that name and a dot.
 *
 * @param acls each once
 * @param notes roles that get less than they say, for people
 */
public record RoleAccess(List<AclBinding> acls, List<String> notes) {

  /** Stands for the name of a role. */
  public static final String ROLE = "{role}";

  public RoleAccess {
    acls = List.copyOf(acls);
    notes = List.copyOf(notes);
  }

  /**
   * That of a contract.
   *
   * @param principalOf Kafka's name for a role, with {@value #ROLE} where the name that the
   *     contract has goes
   */
  public static RoleAccess of(Contract contract, String principalOf) {
    List<AclBinding> acls = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Role role : contract.roles()) {
      if (role.name().isBlank()) {
        continue;
      }
      List<String> words = words(role);
      List<Tier> tiers = words.stream().flatMap(word -> Tier.of(word).stream()).toList();
      if (tiers.size() < words.size() || words.isEmpty()) {
        notes.add(
            "%s: access %s of role %s is not all among %s; what is not gives it nothing"
                .formatted(
                    contract.id(),
                    role.access() == null ? "(none)" : "\"" + role.access() + "\"",
                    role.name(),
                    Arrays.stream(Tier.values())
                        .map(Tier::word)
                        .collect(Collectors.joining(", "))));
      }
      acls.addAll(of(contract, role, tiers, principalOf.replace(ROLE, role.name())));
    }
    return new RoleAccess(acls.stream().distinct().toList(), notes);
  }

  private static List<String> words(Role role) {
    return role.access() == null
        ? List.of()
        : Stream.of(role.access().split("[,\\s]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static List<AclBinding> of(
      Contract contract, Role role, List<Tier> tiers, String principal) {
    List<AclBinding> acls = new ArrayList<>();
    for (Tier tier : tiers) {
      acls.addAll(tier.acls(contract, principal));
    }
    if (tiers.stream().anyMatch(Tier::isInGroups)) {
      acls.add(Acl.group(principal, role.name(), PatternType.LITERAL));
      acls.add(Acl.group(principal, role.name() + ".", PatternType.PREFIXED));
    }
    return acls;
  }
}
