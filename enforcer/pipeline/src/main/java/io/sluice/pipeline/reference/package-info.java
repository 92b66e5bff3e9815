/**
 * Reads reference topics, which hold the populations that coverage is held to. It stands beside the
 * application that measures: a topic that can't be read leaves a population unknown, and nothing
 * else undone.
 */
@NullMarked
package io.sluice.pipeline.reference;

import org.jspecify.annotations.NullMarked;
