package io.sluice.engine.sli;

import io.sluice.engine.objective.Periods;
import java.time.Duration;

/**
 * A calendar's periods, each of which is judged by itself.
 *
 * @param grace how long after its end records of a period are still in time
 */
public record CalendarWindow(Periods.Calendar periods, Duration grace) {}
