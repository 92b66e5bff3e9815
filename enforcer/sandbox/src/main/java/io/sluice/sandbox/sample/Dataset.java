package io.sluice.sandbox.sample;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A finite, repeatable stream of records for one contract. */
public enum Dataset {
  /** Orders whose producer renames a field half way. */
  ORDERS(
      "orders", "order-service", "contracts/sales/order-events.odcs.yaml", "2026-03-14T03:37:00Z") {
    @Override
    public Stream<SampleRecord> records() {
      return Orders.renamedHalfWay(SampleSchemas.ORDER_EVENT);
    }

    @Override
    Stream<SampleRecord> round(int number) {
      return again(Orders.renamedNowAndThen(SampleSchemas.ORDER_EVENT), number, "order_id");
    }
  },
  /** The same, where the contract's schema hides the rename behind a default. */
  ORDERS_NULLABLE(
      "orders",
      "order-service",
      "io/sluice/sandbox/sample/order-events-nullable.odcs.yaml",
      "2026-03-14T03:37:00Z") {
    @Override
    public Stream<SampleRecord> records() {
      return Orders.renamedHalfWay(SampleSchemas.ORDER_EVENT_NULLABLE);
    }

    @Override
    Stream<SampleRecord> round(int number) {
      return again(
          Orders.renamedNowAndThen(SampleSchemas.ORDER_EVENT_NULLABLE), number, "order_id");
    }
  },
  /** One week of the USGS feed. */
  EARTHQUAKES(
      "earthquakes",
      "usgs-feed",
      "contracts/seismology/earthquakes.odcs.yaml",
      "2018-02-07T01:46:00Z") {
    @Override
    public Stream<SampleRecord> records() {
      return NdjsonRecords.read("earthquakes.ndjson", SampleSchemas.EARTHQUAKE, "id", "updated");
    }

    @Override
    Stream<SampleRecord> round(int number) {
      return again(records(), number, "id");
    }
  },
  /** Domestic U.S. flights of early 2001. */
  FLIGHTS("flights", "bts-import", "contracts/aviation/flights.odcs.yaml", "2001-04-01T00:00:00Z") {
    @Override
    public Stream<SampleRecord> records() {
      return NdjsonRecords.read("flights.ndjson", SampleSchemas.FLIGHT, "origin", "date");
    }

    @Override
    Stream<SampleRecord> round(int number) {
      return records();
    }
  },
  /** A month of the daily production of an oil company's wells. */
  WELLS(
      "wells",
      "production-allocation",
      "contracts/upstream/well-production.odcs.yaml",
      "2026-03-10T23:00:00Z") {
    @Override
    public Stream<SampleRecord> records() {
      return Wells.month();
    }

    @Override
    Stream<SampleRecord> round(int number) {
      return Wells.revision(number);
    }
  },
  /** Readings of the sensors of its flow stations. */
  SENSORS(
      "sensors",
      "plant-historian",
      "contracts/upstream/sensor-telemetry.odcs.yaml",
      "2026-03-02T06:18:00Z") {
    @Override
    Stream<SampleRecord> round(int number) {
      return Sensors.FEED.round(number);
    }
  },
  /** Positions of a chartered fleet. */
  VESSELS(
      "vessels",
      "ais-receiver",
      "contracts/logistics/vessel-tracking.odcs.yaml",
      "2026-03-02T07:30:00Z") {
    @Override
    Stream<SampleRecord> round(int number) {
      return Vessels.FEED.round(number);
    }
  },
  /** Reports of the trackers on a unit's equipment. */
  EQUIPMENT(
      "equipment",
      "tracker-gateway",
      "contracts/logistics/equipment-tracking.odcs.yaml",
      "2026-03-02T06:47:00Z") {
    @Override
    Stream<SampleRecord> round(int number) {
      return Equipment.FEED.round(number);
    }
  },
  /** Lines of receipts, from stores and shop fronts. */
  TRANSACTIONS(
      "transactions",
      "point-of-sale",
      "contracts/sales/sales-transactions.odcs.yaml",
      "2026-03-03T00:30:00Z") {
    @Override
    Stream<SampleRecord> round(int number) {
      return Transactions.FEED.round(number);
    }
  },
  /** Changes of customers, who are made up. */
  CUSTOMERS(
      "customers", "crm", "contracts/churn/customer-master.odcs.yaml", "2026-03-02T02:47:00Z") {
    @Override
    Stream<SampleRecord> round(int number) {
      return Customers.FEED.round(number);
    }
  },
  /** Their accounts at the end of a day of billing. */
  ACCOUNTS("accounts", "billing", "contracts/churn/billing.odcs.yaml", "2026-03-03T02:00:00Z") {
    @Override
    Stream<SampleRecord> round(int number) {
      return Accounts.FEED.round(number);
    }
  },
  /** What they used, hour by hour. */
  USAGE("usage", "clickstream", "contracts/churn/usage-logs.odcs.yaml", "2026-03-02T07:28:00Z") {
    @Override
    Stream<SampleRecord> round(int number) {
      return Usage.FEED.round(number);
    }
  },
  /** Their tickets at the support desk. */
  TICKETS(
      "tickets",
      "support-desk",
      "contracts/churn/support-tickets.odcs.yaml",
      "2026-03-02T08:50:00Z") {
    @Override
    Stream<SampleRecord> round(int number) {
      return Tickets.FEED.round(number);
    }
  };

  private final String word;
  private final String producer;
  private final String contract;
  private final Instant judgedAt;

  Dataset(String word, String producer, String contract, String judgedAt) {
    this.word = word;
    this.producer = producer;
    this.contract = contract;
    this.judgedAt = Instant.parse(judgedAt);
  }

  /** The data set that a word names, in a variant or without; empty where there is none. */
  public static Optional<Dataset> of(String word, boolean nullable) {
    return Stream.of(values())
        .filter(d -> d.word.equals(word) && d.isVariant() == nullable)
        .findFirst();
  }

  /** Those whose contracts ship for use, each product once: all but the variants. */
  public static List<Dataset> shipped() {
    return Stream.of(values()).filter(d -> !d.isVariant()).toList();
  }

  /** All records, in order of publication; the same at each call. The caller closes the stream. */
  public Stream<SampleRecord> records() {
    return round(0);
  }

  /**
   * The records as a live producer repeats them, with some violations at any time. Those of each
   * round have ids of their own.
   *
   * @param number counts the rounds, from 0
   */
  abstract Stream<SampleRecord> round(int number);

  /** Recorded events once more, as new ones. */
  private static Stream<SampleRecord> again(Stream<SampleRecord> records, int round, String id) {
    return round == 0
        ? records
        : records.map(
            sample -> {
              String fresh = sample.key() + "-" + round;
              sample.value().put(id, fresh);
              return new SampleRecord(fresh, sample.timestamp(), sample.value());
            });
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

  /**
   * When all of it is judged, where it is not streamed live: at its end, which is when its newest
   * record was published, rounded up to a whole minute. Of contracts that judge longer periods to
   * the end of one: of the day for wells, of the month for flights, of the day and its grace for
   * transactions, of the deadline for accounts.
   */
  public Instant judgedAt() {
    return judgedAt;
  }

  private boolean isVariant() {
    return this == ORDERS_NULLABLE;
  }
}
