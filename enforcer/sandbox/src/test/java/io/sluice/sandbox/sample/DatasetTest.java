package io.sluice.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class DatasetTest {

  private static long count(Dataset dataset, Predicate<GenericRecord> which) {
    try (Stream<SampleRecord> records = dataset.records()) {
      return records.map(SampleRecord::value).filter(which).count();
    }
  }

  @Test
  void theFeedHas28EventsThatAreNoEarthquakesAmong1707InOrderOfPublication() {
    assertThat(count(Dataset.EARTHQUAKES, r -> true)).isEqualTo(1_707);
    assertThat(count(Dataset.EARTHQUAKES, r -> !r.get("type").equals("earthquake"))).isEqualTo(28);
    try (Stream<SampleRecord> records = Dataset.EARTHQUAKES.records()) {
      assertThat(records.map(SampleRecord::timestamp).toList())
          .isSortedAccordingTo(Comparator.naturalOrder());
    }
  }

  @Test
  void ofTwentyThousandFlights23AreMoreThanFourHoursLate() {
    assertThat(count(Dataset.FLIGHTS, r -> true)).isEqualTo(20_000);
    assertThat(count(Dataset.FLIGHTS, r -> (int) r.get("delay") > 240)).isEqualTo(23);
  }

  @Test
  void theOrderServiceRenamesAFieldHalfWayAt0247() {
    try (Stream<SampleRecord> stream = Dataset.ORDERS.records()) {
      List<SampleRecord> orders = stream.toList();
      assertThat(orders).hasSize(10_000);
      assertThat(orders.get(4_999).value().hasField("order_value")).isTrue();
      assertThat(orders.get(5_000).value().hasField("order_total_usd")).isTrue();
      assertThat(orders.get(5_000).timestamp()).hasToString("2026-03-14T02:47:00Z");
    }
  }

  @Test
  void ordersAreTheSameEachTime() {
    try (Stream<SampleRecord> first = Dataset.ORDERS.records();
        Stream<SampleRecord> second = Dataset.ORDERS.records()) {
      assertThat(first.map(DatasetTest::bytes).toList())
          .usingElementComparator(Arrays::compare)
          .isEqualTo(second.map(DatasetTest::bytes).toList());
    }
  }

  private static byte[] bytes(SampleRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(record.value().getSchema())
          .write(record.value(), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void apartFromTheRenameOrdersKeepWhatTheirContractAsks() {
    try (Stream<SampleRecord> orders = Dataset.ORDERS.records()) {
      assertThat(orders).hasSize(10_000).allSatisfy(order -> assertComplies(order.value()));
    }
  }

  private static void assertComplies(GenericRecord order) {
    BigDecimal total = BigDecimal.ZERO;
    List<?> lines = (List<?>) order.get("lines");
    assertThat(lines).hasSizeBetween(1, 4);
    for (Object each : lines) {
      GenericRecord line = (GenericRecord) each;
      int quantity = (int) line.get("quantity");
      assertThat(quantity).isBetween(1, 1_000);
      assertThat(money(line.get("unit_price"))).isNotNegative();
      total = total.add(money(line.get("unit_price")).multiply(BigDecimal.valueOf(quantity)));
    }
    String value = order.hasField("order_value") ? "order_value" : "order_total_usd";
    assertThat(money(order.get(value)))
        .isEqualTo(total)
        .isBetween(BigDecimal.ZERO, new BigDecimal("100000"));
    assertThat((String) order.get("currency")).matches("[A-Z]{3}");
    assertThat(order.get("status")).isIn("placed", "paid", "shipped", "cancelled");
  }

  private static BigDecimal money(Object bytes) {
    return new BigDecimal(new BigInteger(((ByteBuffer) bytes).duplicate().array()), 2);
  }

  @Test
  void inTheNullableVariantTheFirstHalfIsWrittenWithItsOwnSchema() {
    try (Stream<SampleRecord> stream = Dataset.ORDERS_NULLABLE.records()) {
      List<GenericRecord> orders = stream.map(SampleRecord::value).toList();
      assertThat(orders.get(4_999).getSchema().getField("order_value").schema().isNullable())
          .isTrue();
      assertThat(orders.get(5_000).getSchema()).isEqualTo(SampleSchemas.ORDER_EVENT_RENAMED);
    }
  }

  @Test
  void ofLiveOrdersOneInTwentyIsRenamedFromTheStart() {
    try (Stream<SampleRecord> orders = Dataset.ORDERS.live()) {
      assertThat(orders.limit(100).filter(o -> o.value().hasField("order_total_usd"))).hasSize(5);
    }
  }

  @Test
  void theNullableVariantIsAskedForByItsBaseName() {
    assertThat(Dataset.of("orders", true)).contains(Dataset.ORDERS_NULLABLE);
    assertThat(Dataset.of("orders", false)).contains(Dataset.ORDERS);
    assertThat(Dataset.of("flights", true)).isEmpty();
    assertThat(Dataset.of("birds", false)).isEmpty();
  }
}
