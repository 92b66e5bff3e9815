/**
 * The measurement of one contract: takes the deltas that its pipelines hand over, and judges each
 * promise at every whole minute of a clock that is passed in. Its state is bytes by key, written as
 * it changes, so that it goes on after a restart as if there had been none. No Kafka here.
 */
@NullMarked
package io.sluice.pipeline.measurement;

import org.jspecify.annotations.NullMarked;
