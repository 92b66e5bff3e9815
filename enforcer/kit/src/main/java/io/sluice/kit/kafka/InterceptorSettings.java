package io.sluice.kit.kafka;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What a producer's properties say to {@link ContractInterceptor}.
 *
 * @param contracts where the contracts stand, of which each has a raw topic of its own
 */
record InterceptorSettings(List<String> contracts, OnBreach onBreach) {

  /** Files of contracts, or {@code classpath:} and resources, separated by commas. */
  static final String CONTRACTS = "sluice.kit.contracts";

  /** {@code log}, the default, or {@code throw}. */
  static final String ON_BREACH = "sluice.kit.on.breach";

  /** What happens to an event that breaks its contract. */
  enum OnBreach {
    /** It is logged, and sent. */
    LOG,
    /** It is not sent: {@code send} throws a {@link ContractBreachError}. */
    THROW;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              CONTRACTS,
              ConfigDef.Type.LIST,
              ConfigDef.NO_DEFAULT_VALUE,
              ConfigDef.Importance.HIGH,
              "The contracts' files, or classpath: and resources.")
          .define(
              ON_BREACH,
              ConfigDef.Type.STRING,
              OnBreach.LOG.word(),
              ConfigDef.ValidString.in(OnBreach.LOG.word(), OnBreach.THROW.word()),
              ConfigDef.Importance.MEDIUM,
              "What happens to an event that breaks its contract.");

  InterceptorSettings {
    contracts = List.copyOf(contracts);
  }

  /**
   * Reads a producer's properties.
   *
   * @throws org.apache.kafka.common.config.ConfigException where they are no good; names which
   */
  static InterceptorSettings of(Map<String, ?> properties) {
    AbstractConfig config = new AbstractConfig(DEFINITION, properties, false);
    return new InterceptorSettings(
        config.getList(CONTRACTS),
        OnBreach.valueOf(config.getString(ON_BREACH).toUpperCase(Locale.ROOT)));
  }
}
