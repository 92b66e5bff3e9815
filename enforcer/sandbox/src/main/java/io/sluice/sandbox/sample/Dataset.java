package io.sluice.sandbox.sample;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A finite, repeatable stream of records for one contract. */
public enum Dataset {
  /** Orders whose producer renames a field half way. */
  ORDERS("orders", "order-service", "order_id", "contracts/sales/order-events.odcs.yaml") {
    @Override
    public Stream<SampleRecord> records() {
      return Orders.renamedHalfWay(SampleSchemas.ORDER_EVENT);
    }

    @Override
    Stream<SampleRecord> live() {
      return Orders.renamedNowAndThen(SampleSchemas.ORDER_EVENT);
    }
  },
  /** The same, where the contract's schema hides the rename behind a default. */
  ORDERS_NULLABLE(
      "orders",
      "order-service",
      "order_id",
      "io/sluice/sandbox/sample/order-events-nullable.odcs.yaml") {
    @Override
    public Stream<SampleRecord> records() {
      return Orders.renamedHalfWay(SampleSchemas.ORDER_EVENT_NULLABLE);
    }

    @Override
    Stream<SampleRecord> live() {
      return Orders.renamedNowAndThen(SampleSchemas.ORDER_EVENT_NULLABLE);
    }
  },
  /** One week of the USGS feed. */
  EARTHQUAKES("earthquakes", "usgs-feed", "id", "contracts/seismology/earthquakes.odcs.yaml") {
    @Override
    public Stream<SampleRecord> records() {
      return NdjsonRecords.read("earthquakes.ndjson", SampleSchemas.EARTHQUAKE, "id", "updated");
    }
  },
  /** Domestic U.S. flights of early 2001. */
  FLIGHTS("flights", "bts-import", null, "contracts/aviation/flights.odcs.yaml") {
    @Override
    public Stream<SampleRecord> records() {
      return NdjsonRecords.read("flights.ndjson", SampleSchemas.FLIGHT, "origin", "date");
    }
  };

  private final String word;
  private final String producer;
  private final @Nullable String idField;
  private final String contract;

  Dataset(String word, String producer, @Nullable String idField, String contract) {
    this.word = word;
    this.producer = producer;
    this.idField = idField;
    this.contract = contract;
  }

  /** The data set that a word names, in a variant or without; empty where there is none. */
  public static Optional<Dataset> of(String word, boolean nullable) {
    return Stream.of(values())
        .filter(d -> d.word.equals(word) && d.isNullableVariant() == nullable)
        .findFirst();
  }

  /** All records, in order of publication; the same at each call. The caller closes the stream. */
  public abstract Stream<SampleRecord> records();

  /** The records as a live producer repeats them, with some violations at any time. */
  Stream<SampleRecord> live() {
    return records();
  }

  /** The field that identifies a record, which is its key as well; null where there is none. */
  @Nullable String idField() {
    return idField;
  }

  /** What users call it. */
  public String word() {
    return word;
  }

  /** The name of whoever publishes it: the value of its records' own header. */
  public String producer() {
    return producer;
  }

  /** Where its contract stands, among the resources of this module. */
  public String contract() {
    return contract;
  }

  private boolean isNullableVariant() {
    return this == ORDERS_NULLABLE;
  }
}
