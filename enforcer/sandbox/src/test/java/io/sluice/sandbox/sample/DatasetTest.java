package io.sluice.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
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
      assertThat(first.toList()).isEqualTo(second.toList());
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
