package io.sluice.sandbox.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summarizingLong;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetTest {

  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");

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

  @ParameterizedTest
  @EnumSource
  void recordsAreTheSameEachTime(Dataset dataset) {
    try (Stream<SampleRecord> first = dataset.records();
        Stream<SampleRecord> second = dataset.records()) {
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

  @ParameterizedTest
  @EnumSource(names = {"ORDERS", "EARTHQUAKES", "WELLS", "SENSORS", "TRANSACTIONS"})
  void eachRoundHasRecordsOfItsOwn(Dataset dataset) {
    try (Stream<SampleRecord> first = dataset.round(1);
        Stream<SampleRecord> second = dataset.round(2)) {
      Set<GenericRecord> before = first.map(SampleRecord::value).collect(Collectors.toSet());
      assertThat(second.map(SampleRecord::value)).noneMatch(before::contains);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WELLS", "SENSORS", "VESSELS", "EQUIPMENT", "TRANSACTIONS"})
  void madeUpRecordsComeInOrderOfPublication(Dataset dataset) {
    try (Stream<SampleRecord> records = dataset.records()) {
      assertThat(records.map(SampleRecord::timestamp).toList())
          .isSortedAccordingTo(Comparator.naturalOrder());
    }
  }

  @Test
  void of1200Wells1190ReportDayByDay5InTimeForTheMonth3TooLateAnd2Never() {
    // Given
    Instant endAndGrace = Instant.parse("2026-03-03T23:00:00Z");
    Map<String, LongSummaryStatistics> reports =
        february().collect(groupingBy(SampleRecord::key, summarizingLong(DatasetTest::millis)));

    // When
    long inFebruary = firstBefore(reports, Instant.parse("2026-02-28T23:00:00Z"));
    long byTheGrace = firstBefore(reports, endAndGrace);

    // Then
    assertThat(inFebruary).isEqualTo(Wells.REPORTING);
    assertThat(byTheGrace).isEqualTo(Wells.IN_TIME);
    assertThat(reports).hasSize(1_198);
  }

  private static Stream<SampleRecord> february() {
    try (Stream<SampleRecord> records = Dataset.WELLS.records()) {
      return records.toList().stream();
    }
  }

  private static long millis(SampleRecord sample) {
    return sample.timestamp().toEpochMilli();
  }

  private static long firstBefore(Map<String, LongSummaryStatistics> reports, Instant end) {
    return reports.values().stream().filter(r -> r.getMin() < end.toEpochMilli()).count();
  }

  @Test
  void onTheTwelfthAHundredWellsMoreThanUsualMissSixInTheMorning() {
    Map<Object, Long> inTime =
        february()
            .filter(r -> r.timestamp().atZone(LAGOS).getHour() < 6)
            .collect(groupingBy(r -> r.value().get("production_date"), Collectors.counting()));

    assertThat(inTime.get((int) LocalDate.parse("2026-02-11").toEpochDay())).isGreaterThan(1_180);
    assertThat(inTime.get((int) LocalDate.parse("2026-02-12").toEpochDay()))
        .isBetween(1_080L, 1_100L);
  }

  @Test
  void faultsHitAsManyOfAnyThousandAsTheySayAndNoneTwice() {
    // Given
    Faults faults =
        new Faults()
            .change(30, r -> AvroValues.put(r, "delay", 1))
            .change(7, r -> AvroValues.put(r, "delay", 2))
            .repeat(5);

    // When
    List<Integer> delays =
        LongStream.range(0, 3_000)
            .boxed()
            .flatMap(n -> faults.upon(n, flight()).map(r -> (Integer) r.value().get("delay")))
            .toList();

    // Then
    assertThat(delays).hasSize(3_000 + 3 * 5);
    assertThat(delays).filteredOn(d -> d == 1).hasSize(3 * 30);
    assertThat(delays).filteredOn(d -> d == 2).hasSize(3 * 7);
  }

  private static SampleRecord flight() {
    GenericRecord flight = new GenericData.Record(SampleSchemas.FLIGHT);
    AvroValues.put(flight, "delay", 0);
    return new SampleRecord("SFO", Instant.EPOCH, flight);
  }

  @Test
  void ofLiveOrdersOneInTwentyIsRenamedFromTheStart() {
    try (Stream<SampleRecord> orders = Dataset.ORDERS.round(0)) {
      assertThat(orders.limit(100).filter(o -> o.value().hasField("order_total_usd"))).hasSize(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachIsJudgedWhenTheMinuteDayOrMonthOfItsNewestRecordEnds(Dataset dataset) {
    try (Stream<SampleRecord> records = dataset.records()) {
      Instant newest =
          records.map(SampleRecord::timestamp).max(Comparator.naturalOrder()).orElseThrow();
      assertThat(dataset.judgedAt())
          .isEqualTo(
              switch (dataset) {
                case FLIGHTS -> Instant.parse("2001-04-01T00:00:00Z");
                case ACCOUNTS -> Instant.parse("2026-03-03T02:00:00Z");
                case TRANSACTIONS -> Instant.parse("2026-03-03T00:30:00Z");
                case WELLS ->
                    newest.atZone(LAGOS).toLocalDate().plusDays(1).atStartOfDay(LAGOS).toInstant();
                default -> newest.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
              })
          .isAfter(newest);
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
