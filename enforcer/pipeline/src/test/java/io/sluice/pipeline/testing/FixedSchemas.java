package io.sluice.pipeline.testing;

import io.sluice.pipeline.registry.OwnSchema;
import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.registry.SchemaSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** Schemas from memory, under the same number as content id and as global id. */
public final class FixedSchemas implements SchemaSource {

  /** The id of every schema of Sluice's own. */
  public static final int OWN_ID = 99;

  private final Map<Long, SchemaLookup> lookups = new ConcurrentHashMap<>();
  private final Set<Long> defects = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();

  /** The schemas of {@link Payments}. */
  public static FixedSchemas ofPayments() {
    FixedSchemas schemas = new FixedSchemas();
    schemas.put(Payments.SCHEMA_ID, new SchemaLookup.Found(Payments.SCHEMA));
    schemas.put(Payments.REFUND_ID, new SchemaLookup.Found(Payments.REFUND));
    schemas.put(Payments.RENAMED_ID, new SchemaLookup.Found(Payments.RENAMED));
    schemas.put(Payments.CHARGE_ID, new SchemaLookup.Found(Payments.CHARGE));
    return schemas;
  }

  public void put(long id, SchemaLookup lookup) {
    lookups.put(id, lookup);
  }

  /** Asking for this id fails from now on, in a way that no registry does: a defect. */
  public void fail(long id) {
    defects.add(id);
  }

  /** How many questions were asked. */
  public int asked() {
    return asked.get();
  }

  @Override
  public SchemaLookup byContentId(long id) {
    asked.incrementAndGet();
    if (defects.contains(id)) {
      throw new IllegalStateException("defect");
    }
    return lookups.getOrDefault(id, new SchemaLookup.Unknown());
  }

  @Override
  public OwnSchema own(String topic, Schema schema) {
    return new OwnSchema.Registered(OWN_ID);
  }

  @Override
  public SchemaLookup byGlobalId(long id) {
    return byContentId(id);
  }
}
