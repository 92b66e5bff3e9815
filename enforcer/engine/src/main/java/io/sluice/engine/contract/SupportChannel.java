package io.sluice.engine.contract;

import org.jspecify.annotations.Nullable;

/** Where users of a product get help. */
public record SupportChannel(
    String channel, @Nullable String url, @Nullable String tool, @Nullable String description) {}
