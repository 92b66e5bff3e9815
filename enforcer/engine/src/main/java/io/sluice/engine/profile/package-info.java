/**
 * What sample records show of themselves, and what a contract could demand of their like: each
 * demand is a proposal that says what it was seen from. Of any number of records it keeps little.
 */
@NullMarked
package io.sluice.engine.profile;

import org.jspecify.annotations.NullMarked;
