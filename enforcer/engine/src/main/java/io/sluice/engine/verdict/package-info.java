/** The outcome of judging one record: a verdict, and the violations that make it one. */
@NullMarked
package io.sluice.engine.verdict;

import org.jspecify.annotations.NullMarked;
