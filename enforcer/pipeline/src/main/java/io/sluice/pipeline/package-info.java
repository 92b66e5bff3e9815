/**
 * One pipeline per contract: the Kafka Streams application that takes raw records and puts each, in
 * the transaction that commits its offset, either into the product topic or into the dead-letter
 * topic. Subpackages: {@code enforce} is the way of one record, {@code count} what became of them,
 * {@code topic} the topics, {@code registry} the schemas.
 *
 * <p>Log lines are key=value pairs under these keys: {@code action} (fail, wait, warn, turn, pause,
 * replace-thread), {@code contract}, {@code application}, {@code state}, {@code reason}, {@code
 * failures} in a row, {@code backoffMs} until the next attempt. Records are never logged.
 */
@NullMarked
package io.sluice.pipeline;

import org.jspecify.annotations.NullMarked;
