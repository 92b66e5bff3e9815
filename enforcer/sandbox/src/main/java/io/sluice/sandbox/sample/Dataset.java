package io.sluice.sandbox.sample;

import java.util.Optional;
import java.util.stream.Stream;

/** A finite, repeatable stream of records for one contract. */
public enum Dataset {
  /** Orders whose producer renames a field half way. */
  ORDERS("orders", "order-service", "contracts/sales/order-events.odcs.yaml") {
    @Override
    public Stream<SampleRecord> records() {
      return Orders.renamedHalfWay(SampleSchemas.ORDER_EVENT);
    }
  },
  /** The same, where the contract's schema hides the rename behind a default. */
  ORDERS_NULLABLE(
      "orders", "order-service", "io/sluice/sandbox/sample/order-events-nullable.odcs.yaml") {
    @Override
    public Stream<SampleRecord> records() {
      return Orders.renamedHalfWay(SampleSchemas.ORDER_EVENT_NULLABLE);
    }
  },
  /** One week of the USGS feed. */
  EARTHQUAKES("earthquakes", "usgs-feed", "contracts/seismology/earthquakes.odcs.yaml") {
    @Override
    public Stream<SampleRecord> records() {
      return NdjsonRecords.read("earthquakes.ndjson", SampleSchemas.EARTHQUAKE, "id", "updated");
    }
  },
  /** Domestic U.S. flights of early 2001. */
  FLIGHTS("flights", "bts-import", "contracts/aviation/flights.odcs.yaml") {
    @Override
    public Stream<SampleRecord> records() {
      return NdjsonRecords.read("flights.ndjson", SampleSchemas.FLIGHT, "origin", "date");
    }
  };

  private final String word;
  private final String producer;
  private final String contract;

  Dataset(String word, String producer, String contract) {
    this.word = word;
    this.producer = producer;
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
