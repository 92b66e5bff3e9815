/**
 * One pipeline per contract: the Kafka Streams application that takes raw records and puts each, in
 * the transaction that commits its offset, either into the product topic or into the dead-letter
 * topic. Subpackages: {@code enforce} is the way of one record, {@code count} what became of them,
 * {@code topic} the topics, {@code registry} the schemas.
 */
@NullMarked
package io.sluice.pipeline;

import org.jspecify.annotations.NullMarked;
