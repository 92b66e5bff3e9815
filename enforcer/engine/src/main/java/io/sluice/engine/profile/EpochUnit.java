package io.sluice.engine.profile;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** In what a number counts from 1970 on, told by when it would be: from 1980 to 2050. */
enum EpochUnit {
  SECONDS(1),
  MILLIS(1_000),
  MICROS(1_000_000);

  private static final long EARLIEST = Instant.parse("1980-01-01T00:00:00Z").getEpochSecond();
  private static final long LATEST = Instant.parse("2050-01-01T00:00:00Z").getEpochSecond();

  private final long perSecond;

  EpochUnit(long perSecond) {
    this.perSecond = perSecond;
  }

  static Optional<EpochUnit> of(BigDecimal number) {
    return Stream.of(values()).filter(unit -> unit.fits(number)).findFirst();
  }

  /** The one unit that all of them count in. */
  static Optional<EpochUnit> of(NumberProfile numbers) {
    return Stream.of(values())
        .filter(
            unit -> numbers.areLongs() && unit.fits(numbers.least()) && unit.fits(numbers.most()))
        .findFirst();
  }

  private boolean fits(BigDecimal number) {
    return number.compareTo(BigDecimal.valueOf(EARLIEST * perSecond)) >= 0
        && number.compareTo(BigDecimal.valueOf(LATEST * perSecond)) <= 0;
  }

  long millis(BigDecimal number) {
    return Math.multiplyExact(number.longValue(), 1_000L) / perSecond;
  }
}
