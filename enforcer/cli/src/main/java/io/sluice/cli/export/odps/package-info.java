/** Data products in the Open Data Product Standard of Bitol, v1.0. */
@NullMarked
package io.sluice.cli.export.odps;

import org.jspecify.annotations.NullMarked;
