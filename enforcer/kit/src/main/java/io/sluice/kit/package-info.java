/**
 * Holds the events that a producer's code makes to a contract, as the stream will: each is written
 * as its own serializer writes it, and the bytes are judged by the same plans. Without Kafka on the
 * class path, or a registry.
 */
@NullMarked
package io.sluice.kit;

import org.jspecify.annotations.NullMarked;
