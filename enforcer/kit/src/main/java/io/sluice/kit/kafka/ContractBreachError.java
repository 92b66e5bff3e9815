package io.sluice.kit.kafka;

import java.io.Serial;

/**
 * An event that breaks its contract and is not sent. An {@code Error}, since Kafka's producer logs
 * any {@code Exception} of an interceptor and sends the record all the same. Its message holds no
 * value.
 */
public final class ContractBreachError extends Error {

  @Serial private static final long serialVersionUID = 1L;

  ContractBreachError(String message) {
    super(message);
  }
}
