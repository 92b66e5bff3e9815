/**
 * Sends dead letters to their pipeline again: each once, whoever asks how often, and whatever is
 * killed meanwhile. What was sent is kept in the topic {@code sluice.replays}.
 */
@NullMarked
package io.sluice.pipeline.replay;

import org.jspecify.annotations.NullMarked;
