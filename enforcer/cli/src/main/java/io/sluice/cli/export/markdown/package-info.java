/**
 * Products described for people, as pages of Markdown (CommonMark with GitHub's tables): a folder
 * for each product, and an index of all.
 */
@NullMarked
package io.sluice.cli.export.markdown;

import org.jspecify.annotations.NullMarked;
