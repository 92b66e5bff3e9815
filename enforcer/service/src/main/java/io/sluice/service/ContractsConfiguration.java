package io.sluice.service;

import io.micronaut.context.annotation.ConfigurationInject;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings {@code sluice.contracts.*}: which of the registered contracts this service enforces. */
@ConfigurationProperties("sluice.contracts")
record ContractsConfiguration(
    @Bindable(defaultValue = "") List<String> ids,
    @Bindable(defaultValue = "") List<String> domains) {

  @ConfigurationInject
  ContractsConfiguration {
    ids = ids.stream().filter(id -> !id.isBlank()).toList();
    domains = domains.stream().filter(domain -> !domain.isBlank()).toList();
  }

  /** Whether contracts are named one by one, rather than looked up in the registry. */
  boolean namesIds() {
    return !ids.isEmpty();
  }

  /** Whether a contract of that domain is this service's. */
  boolean takesDomain(@Nullable String domain) {
    return domains.isEmpty() || domains.contains(domain);
  }
}
