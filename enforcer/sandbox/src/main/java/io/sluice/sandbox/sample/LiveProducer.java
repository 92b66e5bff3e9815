package io.sluice.sandbox.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a data set over and over at a steady rate, until it is closed or has published as many
 * as asked for. Each record is moved to the present: all its times by as much, its dates by whole
 * days.
 */
public final class LiveProducer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveProducer.class);

  private final Dataset dataset;
  private final SampleProducer producer;
  private final Clock clock;
  private final long limit;
  private final Duration interval;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts one.
   *
   * @param limit how many records to publish; 0 for no end
   * @param perSecond how many in a second
   */
  public static LiveProducer start(
      Dataset dataset, SampleProducer producer, Clock clock, long limit, int perSecond) {
    LiveProducer live = new LiveProducer(dataset, producer, clock, limit, perSecond);
    live.thread.start();
    return live;
  }

  private LiveProducer(
      Dataset dataset, SampleProducer producer, Clock clock, long limit, int perSecond) {
    this.dataset = dataset;
    this.producer = producer;
    this.clock = clock;
    this.limit = limit;
    this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
    this.thread = Thread.ofPlatform().name("sample-" + dataset.word()).unstarted(this::run);
  }

  private void run() {
    long number = 0;
    int round = 0;
    long due = System.nanoTime();
    try {
      while (!closed && !isDone(number)) {
        try (Stream<SampleRecord> records = dataset.round(round)) {
          Iterator<SampleRecord> each = records.iterator();
          SampleRecord last = null;
          SampleRecord published = null;
          while (!closed && !isDone(number) && each.hasNext()) {
            due += interval.toNanos();
            LockSupport.parkNanos(due - System.nanoTime());
            SampleRecord next = each.next();
            // What a data set has twice is published twice, as it was the first time.
            published = next.equals(last) && published != null ? published : asOfNow(next);
            last = next;
            producer.publish(published);
            number++;
          }
        }
        round++;
      }
    } catch (RuntimeException e) {
      LOG.warn("action=publish dataset={} error={}", dataset.word(), e.toString());
    }
  }

  private boolean isDone(long number) {
    return limit > 0 && number >= limit;
  }

  private SampleRecord asOfNow(SampleRecord sample) {
    Instant now = clock.instant();
    GenericRecord value = GenericData.get().deepCopy(sample.value().getSchema(), sample.value());
    long millis = Duration.between(sample.timestamp(), now).toMillis();
    int days = Math.toIntExact(epochDay(now) - epochDay(sample.timestamp()));
    for (Schema.Field field : value.getSchema().getFields()) {
      LogicalType type = field.schema().getLogicalType();
      if (type instanceof LogicalTypes.TimestampMillis) {
        value.put(field.pos(), (long) value.get(field.pos()) + millis);
      } else if (type instanceof LogicalTypes.Date) {
        value.put(field.pos(), (int) value.get(field.pos()) + days);
      }
    }
    return new SampleRecord(sample.key(), now, value);
  }

  private static long epochDay(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  /** How many records the broker has. */
  public long published() {
    return producer.published();
  }

  /** Stops, and closes its producer. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
