package io.sluice.sandbox.sample;

import java.time.Instant;
import org.apache.avro.generic.GenericRecord;

/**
 * One record as its producer publishes it.
 *
 * @param timestamp the record's timestamp in Kafka
 */
public record SampleRecord(String key, Instant timestamp, GenericRecord value) {}
