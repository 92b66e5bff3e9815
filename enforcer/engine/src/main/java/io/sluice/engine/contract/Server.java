package io.sluice.engine.contract;

import org.jspecify.annotations.Nullable;

/** Where a product is served: for Kafka, {@code host} names the bootstrap servers. */
public record Server(
    String server,
    String type,
    @Nullable String environment,
    @Nullable String host,
    @Nullable String format) {}
