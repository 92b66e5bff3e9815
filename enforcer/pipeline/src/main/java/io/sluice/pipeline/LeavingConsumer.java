package io.sluice.pipeline;

import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a stream thread. It leaves its group when it is closed, even where Streams would
 * stay in it for a thread that it replaces: the next one would wait for the session to time out.
 */
class LeavingConsumer extends KafkaConsumer<byte[], byte[]> {

  LeavingConsumer(Map<String, Object> config) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close(CloseOptions options) {
    CloseOptions leave =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    super.close(options.timeout().map(leave::withTimeout).orElse(leave));
  }
}
