package io.sluice.pipeline.seal;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Property;
import io.sluice.engine.contract.SchemaObject;
import io.sluice.pipeline.key.MissingKeysException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Seals the raw records of one contract for its dead letters, where they hold personal data. Safe
 * to share between threads.
 */
public final class LetterSeal {

  /** For contracts without personal data. */
  public static final LetterSeal NONE = new LetterSeal("", null, false);

  private final String contractId;
  private final @Nullable LetterKeys keys;
  private final boolean sealsKeys;

  private LetterSeal(String contractId, @Nullable LetterKeys keys, boolean sealsKeys) {
    this.contractId = contractId;
    this.keys = keys;
    this.sealsKeys = sealsKeys;
  }

  /**
   * The seal of a contract.
   *
   * @param keys null where nobody gave any
   * @throws MissingKeysException where it needs them
   */
  public static LetterSeal of(Contract contract, @Nullable LetterKeys keys) {
    if (!contract.holdsPersonal()) {
      return NONE;
    }
    if (keys == null) {
      throw new MissingKeysException(
          "contract %s has personal data, so its dead letters are sealed, and no keyset is given: make one with `bin/sluice keys new FILE --for letters`, keep it as the secret that it is, and set sluice.keys.letters to its place"
              .formatted(contract.coordinates()));
    }
    return new LetterSeal(contract.id(), keys, mayBePersonal(contract));
  }

  /**
   * Whether keys of records may be personal data. They are not where the contract says which field
   * they are of, by {@code primaryKey}, and no such field is personal; for no other key anybody has
   * said so.
   */
  private static boolean mayBePersonal(Contract contract) {
    List<Property> keyed =
        contract.topicObject().map(SchemaObject::properties).orElse(List.of()).stream()
            .filter(Property::primaryKey)
            .toList();
    return contract.keyMasking() != null
        || keyed.isEmpty()
        || keyed.stream().anyMatch(Property::holdsPersonal);
  }

  /** The id of the key that letters are sealed by; empty where they are not. */
  public Optional<Long> key() {
    return Optional.ofNullable(keys).map(LetterKeys::primary);
  }

  /** Whether the keys of records are sealed as well. */
  public boolean sealsKeys() {
    return sealsKeys;
  }

  /**
   * A raw record as its letter has it: itself, or what is sealed in place of its value, without its
   * headers, and without its key where that is sealed too.
   *
   * @param headers those of its producer
   */
  public ConsumerRecord<byte[], byte[]> seal(
      ConsumerRecord<byte[], byte[]> raw, List<Header> headers) {
    if (keys == null) {
      return raw;
    }
    RawPlace place = new RawPlace(contractId, raw.topic(), raw.partition(), raw.offset());
    byte[] sealed = keys.seal(Content.of(raw, sealsKeys, headers), place);
    return place.record(raw.timestamp(), sealsKeys ? null : raw.key(), sealed, new RecordHeaders());
  }
}
