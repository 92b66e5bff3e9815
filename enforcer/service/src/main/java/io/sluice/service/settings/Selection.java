package io.sluice.service.settings;

import io.sluice.engine.contract.Contract;
import java.util.Set;

/**
 * The contracts that a service enforces.
 *
 * @param ids empty for any
 * @param domains empty for any
 */
public record Selection(Set<String> ids, Set<String> domains) {

  public Selection {
    ids = Set.copyOf(ids);
    domains = Set.copyOf(domains);
  }

  /** Whether contracts are named one by one, rather than looked up in the registry. */
  public boolean namesIds() {
    return !ids.isEmpty();
  }

  /** Whether a contract is meant. */
  public boolean means(Contract contract) {
    return (ids.isEmpty() || ids.contains(contract.id()))
        && (domains.isEmpty()
            || (contract.domain() != null && domains.contains(contract.domain())));
  }
}
