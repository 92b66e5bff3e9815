package io.sluice.sandbox.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;

/** The schemas that sample producers write with. */
final class SampleSchemas {

  static final Schema EARTHQUAKE = read("schemas/seismology/Earthquake.avsc");
  static final Schema FLIGHT = read("schemas/aviation/Flight.avsc");
  static final Schema WELL_PRODUCTION = read("schemas/upstream/WellProduction.avsc");
  static final Schema SENSOR_READING = read("schemas/upstream/SensorReading.avsc");
  static final Schema VESSEL_POSITION = read("schemas/logistics/VesselPosition.avsc");
  static final Schema EQUIPMENT_POSITION = read("schemas/logistics/EquipmentPosition.avsc");
  static final Schema SALES_TRANSACTION = read("schemas/sales/SalesTransaction.avsc");
  static final Schema CUSTOMER_MASTER = read("schemas/churn/CustomerMaster.avsc");
  static final Schema BILLING_ACCOUNT = read("schemas/churn/BillingAccount.avsc");
  static final Schema USAGE_LOG = read("schemas/churn/UsageLog.avsc");
  static final Schema SUPPORT_TICKET = read("schemas/churn/SupportTicket.avsc");
  static final Schema ORDER_EVENT = read("schemas/sales/OrderEvent.avsc");
  static final Schema ORDER_EVENT_NULLABLE =
      read("io/sluice/sandbox/sample/OrderEventNullable.avsc");

  /** What the order service writes after 02:47: the shipped schema with one field renamed. */
  static final Schema ORDER_EVENT_RENAMED = renamed(ORDER_EVENT, "order_value", "order_total_usd");

  private SampleSchemas() {}

  private static Schema read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(
            SampleSchemas.class.getClassLoader().getResourceAsStream(resource), resource)) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema renamed(Schema schema, String from, String to) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      String name = field.name().equals(from) ? to : field.name();
      fields.add(
          new Schema.Field(
              name,
              field.schema(),
              field.doc(),
              field.hasDefaultValue() ? field.defaultVal() : null,
              field.order()));
    }
    Schema renamed =
        Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
    renamed.setFields(fields);
    return renamed;
  }
}
