package io.sluice.engine.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Mask;
import io.sluice.engine.contract.Property;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.testing.Contracts;
import io.sluice.engine.testing.Masked;
import io.sluice.engine.testing.RandomRecords;
import io.sluice.engine.testing.RandomSchemas;
import io.sluice.engine.testing.RelatedSchemas;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Random records of random schemas, rewritten and read by Avro's own reader. */
class RewriteParityTest {

  private static final int SCHEMAS = Integer.getInteger("sluice.rewrites", 300);
  private static final int RECORDS = 8;

  private static final List<Mask> MASKS =
      List.of(
          new Mask.Redact(null),
          new Mask.Hash("customers", null, null),
          new Mask.Hash("customers", 12, null),
          new Mask.Tokenise("customers", null),
          new Mask.Partial(new Mask.Kept.First(1)),
          new Mask.Partial(new Mask.Kept.Last(2)),
          new Mask.Partial(new Mask.Kept.Domain()),
          new Mask.Partial(new Mask.Kept.Down(Mask.Unit.MONTH)),
          new Mask.Partial(new Mask.Kept.Down(Mask.Unit.YEAR)),
          new Mask.Generalise(BigDecimal.TEN));

  private final Random random = new Random(20_261_121);
  private final RandomSchemas schemas = new RandomSchemas(random);
  private final RandomRecords records = new RandomRecords(random);

  @Test
  void projectedRecordIsWhatAvroResolvesToTheContractsSchema() {
    RelatedSchemas related = new RelatedSchemas(random);
    int compared = 0;
    for (int i = 0; i < SCHEMAS; i++) {
      Schema writer = schemas.next();
      Schema reader = related.of(writer);
      Masked projecting = Masked.of(CompiledContract.of(contract("project", List.of()), reader));
      Plan plan = projecting.contract().planFor(writer);
      if (plan instanceof Plan.Rejecting) {
        continue;
      }
      for (int j = 0; j < RECORDS; j++) {
        byte[] raw = Avro.bytes(records.next(writer), writer);

        byte[] product = projecting.bytes(plan, raw);

        assertThat(Masked.decode(product, reader))
            .as("%s read by %s", writer, reader)
            .isEqualTo(Masked.decode(raw, writer, reader));
        assertThat(product.length)
            .isLessThanOrEqualTo((int) plan.product().growth().mostBytes(raw.length));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(SCHEMAS * RECORDS / 2);
  }

  @Test
  void masksAreDeterministicChangeNothingElseAndLengthenByNoMoreThanIsStated() {
    int masked = 0;
    for (int i = 0; i < SCHEMAS; i++) {
      Schema schema = schemas.next();
      List<Property> properties = masks(schema);
      Contract contract = contract("pass", properties);
      Masked passing = Masked.of(CompiledContract.of(contract, schema));
      Masked again = Masked.of(CompiledContract.of(contract, schema));
      Plan plan = passing.contract().planFor(schema);
      for (int j = 0; j < RECORDS; j++) {
        GenericRecord record = (GenericRecord) Objects.requireNonNull(records.next(schema));
        byte[] raw = Avro.bytes(record, schema);

        byte[] product = passing.bytes(plan, raw);

        GenericRecord left = Masked.decode(product, schema);
        GenericRecord was = Masked.decode(raw, schema);
        for (Schema.Field field : schema.getFields()) {
          // Where the record holds others of its type, these are masked likewise.
          boolean holdsItself = field.schema().toString().contains(schema.getName());
          if (!holdsItself && properties.stream().noneMatch(p -> p.name().equals(field.name()))) {
            assertThat(left.get(field.pos())).isEqualTo(was.get(field.pos()));
          }
        }
        assertThat(again.bytes(again.contract().planFor(schema), raw)).isEqualTo(product);
        assertThat(product.length)
            .as("%s of %s", properties, schema)
            .isLessThanOrEqualTo((int) plan.product().growth().mostBytes(raw.length));
        masked += properties.isEmpty() ? 0 : 1;
      }
    }
    assertThat(masked).isGreaterThan(SCHEMAS * RECORDS / 2);
  }

  /** Masks of some fields, each one that applies. */
  private List<Property> masks(Schema schema) {
    List<Property> properties = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Mask mask = MASKS.get(random.nextInt(MASKS.size()));
      Property property = Contracts.masked(field.name(), mask);
      boolean applies =
          CompiledContract.check(contract("pass", List.of(property)), schema).stream()
              .noneMatch(Finding::isError);
      if (applies) {
        properties.add(property);
      }
    }
    return properties;
  }

  private static Contract contract(String output, List<Property> properties) {
    return Contracts.of(
        List.of(Contracts.custom("sluice.output", output)), properties.toArray(Property[]::new));
  }
}
