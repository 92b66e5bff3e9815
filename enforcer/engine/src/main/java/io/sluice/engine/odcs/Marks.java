package io.sluice.engine.odcs;

import org.jspecify.annotations.Nullable;

/**
 * How sensitive the values of a field are.
 *
 * @param classification the most sensitive word said of it or around it; null where there is none
 * @param personal whether they are personal data, by whatever mark
 */
record Marks(@Nullable String classification, boolean personal) {

  static final Marks NONE = new Marks(null, false);
}
