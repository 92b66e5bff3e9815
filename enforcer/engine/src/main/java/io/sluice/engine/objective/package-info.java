/**
 * The arithmetic of promises: periods of a calendar, counts over time, objectives with their error
 * budgets and burn rates. Exact, in integers and decimals; time is passed in, no clock is read.
 */
@NullMarked
package io.sluice.engine.objective;

import org.jspecify.annotations.NullMarked;
