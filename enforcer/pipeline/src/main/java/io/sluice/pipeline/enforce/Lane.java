package io.sluice.pipeline.enforce;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A topic that the open transaction of a stream thread can be sent to directly. */
public interface Lane {

  /** How many partitions the topic has. */
  int partitions();

  /**
   * Sends a record to it, within the transaction.
   *
   * @throws org.apache.kafka.common.KafkaException where the transaction can't go on
   */
  void send(ProducerRecord<byte[], byte[]> record);
}
