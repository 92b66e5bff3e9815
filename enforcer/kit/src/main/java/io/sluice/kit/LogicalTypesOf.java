package io.sluice.kit;

import java.util.List;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.reflect.ReflectData;

/** Avro's models of generic and of reflected records, with java.time, decimals and UUIDs. */
final class LogicalTypesOf {

  /** Of a class that several convert from, the first one is what reflection takes. */
  private static final List<Conversion<?>> CONVERSIONS =
      List.of(
          new Conversions.DecimalConversion(),
          new Conversions.UUIDConversion(),
          new TimeConversions.DateConversion(),
          new TimeConversions.TimeMillisConversion(),
          new TimeConversions.TimeMicrosConversion(),
          new TimeConversions.TimestampMillisConversion(),
          new TimeConversions.TimestampMicrosConversion(),
          new TimeConversions.TimestampNanosConversion(),
          new TimeConversions.LocalTimestampMillisConversion(),
          new TimeConversions.LocalTimestampMicrosConversion(),
          new TimeConversions.LocalTimestampNanosConversion());

  static final GenericData GENERIC = with(new GenericData());
  static final ReflectData REFLECT = with(new ReflectData());

  private LogicalTypesOf() {}

  private static <T extends GenericData> T with(T data) {
    CONVERSIONS.forEach(data::addLogicalTypeConversion);
    return data;
  }
}
