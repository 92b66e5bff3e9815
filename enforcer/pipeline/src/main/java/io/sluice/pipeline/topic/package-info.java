/**
 * The topics of a contract: what of them the stream needs to know, whether they would stop it or
 * lose records, and their creation where that is allowed.
 */
@NullMarked
package io.sluice.pipeline.topic;

import org.jspecify.annotations.NullMarked;
