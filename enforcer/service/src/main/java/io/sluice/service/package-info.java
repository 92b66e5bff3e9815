/** Placeholder. */
@NullMarked
package io.sluice.service;

import org.jspecify.annotations.NullMarked;
