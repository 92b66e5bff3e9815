/** What is made for installing Sluice: the archive, the image, the chart. */
@NullMarked
package io.sluice.distribution;

import org.jspecify.annotations.NullMarked;
