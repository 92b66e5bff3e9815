package io.sluice.bench.throughput;

import io.sluice.bench.subject.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * The values of raw records: a few hundred orders in turns, framed, each with a number of its own
 * and a customer of a million, so that keys are as many as they would be.
 */
final class RawOrders {

  private static final String ORDER = "ord-";
  private static final int ORDER_DIGITS = 8;
  private static final String CUSTOMER = "cus-";
  private static final int CUSTOMER_DIGITS = 6;
  private static final long CUSTOMERS = 1_000_000;

  /** Has no factor in common with the customers, so that a million orders are of all of them. */
  private static final long STRIDE = 611_953;

  /** An order, and where its digits stand. */
  private static final class Template {
    private final byte[] framed;
    private final int order;
    private final int customer;

    Template(byte[] framed) {
      this.framed = framed;
      this.order = after(ORDER, framed);
      this.customer = after(CUSTOMER, framed);
    }

    byte[] numbered(long number) {
      byte[] value = framed.clone();
      write(number, ORDER_DIGITS, value, order);
      write(number * STRIDE % CUSTOMERS, CUSTOMER_DIGITS, value, customer);
      return value;
    }
  }

  private final Template[] templates;

  RawOrders(Subject orders, long schemaId) {
    this.templates =
        Stream.of(orders.encoded())
            .map(order -> framed(schemaId, order))
            .map(Template::new)
            .toArray(Template[]::new);
  }

  private static byte[] framed(long schemaId, byte[] avro) {
    return ByteBuffer.allocate(5 + avro.length)
        .put((byte) 0)
        .putInt(Math.toIntExact(schemaId))
        .put(avro)
        .array();
  }

  private static int after(String prefix, byte[] value) {
    int at = new String(value, StandardCharsets.ISO_8859_1).indexOf(prefix);
    if (at < 0) {
      throw new IllegalStateException("an order has no " + prefix);
    }
    return at + prefix.length();
  }

  /** The value of the raw record of a number. */
  byte[] value(long number) {
    return templates[(int) (number % templates.length)].numbered(number);
  }

  private static void write(long number, int digits, byte[] value, int at) {
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      value[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** What a value takes. */
  double averageBytes() {
    return Stream.of(templates)
        .mapToInt(template -> template.framed.length)
        .average()
        .orElseThrow();
  }
}
