package io.sluice.pipeline.enforce;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Output;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.rewrite.MaskKeys;
import io.sluice.engine.rewrite.RecordKeyMask;
import io.sluice.engine.rewrite.Rewriting;
import io.sluice.engine.walk.Walk;
import io.sluice.pipeline.registry.SchemaIds;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * What the product topic gets of records that pass, where that is not what came: their values and
 * keys masked, and their values written with the contract's own schema. One per task.
 */
final class Products {

  private final Rewriting rewriting;
  private final @Nullable RecordKeyMask keyMask;
  private final @Nullable OwnFraming own;

  private Products(Rewriting rewriting, @Nullable RecordKeyMask keyMask, @Nullable OwnFraming own) {
    this.rewriting = rewriting;
    this.keyMask = keyMask;
    this.own = own;
  }

  /**
   * Those of a contract; null where its records pass as they are.
   *
   * @param ids of the contract's own schema
   * @throws io.sluice.engine.rewrite.MissingKeyException where a key is missing
   */
  static @Nullable Products of(CompiledContract compiled, SchemaIds ids, MaskKeys keys) {
    if (!compiled.changesRecords()) {
      return null;
    }
    Contract contract = compiled.contract();
    Masking ofKeys = contract.keyMasking();
    return new Products(
        new Rewriting(compiled.keyNames(), keys),
        ofKeys == null ? null : RecordKeyMask.of(ofKeys.mask(), keys),
        contract.output() == Output.PROJECT ? new OwnFraming(ids) : null);
  }

  /** That of a record without a value. */
  ConsumerRecord<byte[], byte[]> ofTombstone(ConsumerRecord<byte[], byte[]> raw) {
    return keyMask == null ? raw : with(raw, null, raw.headers());
  }

  /**
   * That of the record that the walk went over last, and found nothing in that violates.
   *
   * @param offset where its Avro binary starts
   * @param id the writer schema id that it names; null where it names none
   */
  ConsumerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> raw, Plan plan, Walk walk, int offset, @Nullable SchemaId id) {
    boolean isRewritten = plan.rewrite(walk, rewriting);
    byte[] value = isRewritten ? framed(raw.value(), offset) : raw.value();
    if (own != null && id != null && !own.isNamedBy(id)) {
      byte[] reframed = isRewritten ? value : value.clone(); // the record's own stays as it is
      return with(raw, reframed, own.put(id.kind(), reframed, offset, raw.headers()));
    }
    return isRewritten || keyMask != null ? with(raw, value, raw.headers()) : raw;
  }

  /** What was rewritten, behind what stands before the Avro binary. */
  private byte[] framed(byte[] raw, int offset) {
    byte[] value = new byte[offset + rewriting.length()];
    System.arraycopy(raw, 0, value, 0, offset);
    System.arraycopy(rewriting.bytes(), 0, value, offset, rewriting.length());
    return value;
  }

  private ConsumerRecord<byte[], byte[]> with(
      ConsumerRecord<byte[], byte[]> raw, byte @Nullable [] value, Headers headers) {
    byte[] key = raw.key();
    return new ConsumerRecord<>(
        raw.topic(),
        raw.partition(),
        raw.offset(),
        raw.timestamp(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        keyMask == null || key == null ? key : keyMask.mask(key),
        value,
        headers,
        raw.leaderEpoch());
  }
}
