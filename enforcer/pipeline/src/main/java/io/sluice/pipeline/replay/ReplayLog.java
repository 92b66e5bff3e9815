package io.sluice.pipeline.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.pipeline.seal.RawPlace;
import io.sluice.pipeline.topic.ReplayTopic;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which letters of one dead-letter topic were replayed, as the topic {@value ReplayTopic#LOG} says:
 * keyed by where the letter stands, written in the transaction that replays it. Of records nothing
 * is kept but where they stand. Takes some 200 bytes of memory for each letter that was ever
 * replayed.
 */
final class ReplayLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String letters;
  private final Map<LetterPlace, RawPlace> sent = new HashMap<>();
  private final Map<RawPlace, Integer> times = new HashMap<>();

  /**
   * @param letters the dead-letter topic
   */
  ReplayLog(String letters) {
    this.letters = letters;
  }

  /** Takes in a record of the topic; a tombstone takes its letter out again. */
  void take(ConsumerRecord<byte[], byte[]> entry) {
    LetterPlace read =
        entry.key() == null ? null : LetterPlace.parse(new String(entry.key(), UTF_8));
    if (read == null || !read.topic().equals(letters)) {
      return;
    }
    LetterPlace letter = new LetterPlace(letters, read.partition(), read.offset());
    forget(letter);
    RawPlace raw = entry.value() == null ? null : raw(entry.value());
    if (raw != null) {
      keep(letter, raw);
    }
  }

  private void forget(LetterPlace letter) {
    RawPlace raw = sent.remove(letter);
    if (raw != null) {
      times.merge(raw, -1, Integer::sum);
    }
  }

  private void keep(LetterPlace letter, RawPlace raw) {
    sent.put(letter, raw);
    times.merge(raw, 1, Integer::sum);
  }

  private static @Nullable RawPlace raw(byte[] value) {
    try {
      JsonNode json = JSON.readTree(value);
      JsonNode raw = json.path("raw");
      return new RawPlace(
          json.path("contract").asText().intern(), // they are few, and many entries name them
          raw.path("topic").asText().intern(),
          raw.path("partition").asInt(),
          raw.path("offset").asLong());
    } catch (IOException e) {
      return null; // nobody's but a stranger's
    }
  }

  /** Whether a letter was replayed. */
  boolean holds(LetterPlace letter) {
    return sent.containsKey(letter);
  }

  /** How often the raw record of a place was replayed, by any letter of it. */
  int times(RawPlace raw) {
    return times.getOrDefault(raw, 0);
  }

  /** A letter is being replayed; it is from now on known to be. */
  ProducerRecord<byte[], byte[]> add(
      LetterPlace letter, RawPlace raw, String replayTopic, int attempt, Instant at) {
    keep(letter, raw);
    ObjectNode entry = JSON.createObjectNode();
    entry.put("contract", raw.contractId());
    entry
        .putObject("raw")
        .put("topic", raw.topic())
        .put("partition", raw.partition())
        .put("offset", raw.offset());
    entry.put("to", replayTopic).put("attempt", attempt).put("at", at.toString());
    try {
      return new ProducerRecord<>(
          ReplayTopic.LOG, letter.text().getBytes(UTF_8), JSON.writeValueAsBytes(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry could not be written", e);
    }
  }
}
