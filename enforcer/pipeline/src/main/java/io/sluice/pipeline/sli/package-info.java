/**
 * What a task counts for the indicators of its contract until it hands it over: by indicator and by
 * time. Nothing is allocated for a record but what the first of a bucket, or a new key, takes.
 */
@NullMarked
package io.sluice.pipeline.sli;

import org.jspecify.annotations.NullMarked;
