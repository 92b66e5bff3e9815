/**
 * The service's settings: which there are, where they come from, what they may be. All that is
 * wrong with them is said at once, at the start.
 */
@NullMarked
package io.sluice.service.settings;

import org.jspecify.annotations.NullMarked;
