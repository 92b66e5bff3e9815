/**
 * What enforcing costs a stream: Kafka Streams that only passes bytes on, against the pipeline that
 * enforces a contract, on the same broker, in turns.
 */
@NullMarked
package io.sluice.bench.throughput;

import org.jspecify.annotations.NullMarked;
