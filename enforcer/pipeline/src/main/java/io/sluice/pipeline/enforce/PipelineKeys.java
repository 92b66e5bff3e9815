package io.sluice.pipeline.enforce;

import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.seal.LetterKeys;
import org.jspecify.annotations.Nullable;

/**
 * The keys that pipelines use, as they are at one moment. Where one of them is rotated, there is
 * another of these: whoever keeps something that was made by them sees by that when to make it
 * anew.
 *
 * @param masks the keys of masks; null where none are given
 * @param letters what dead letters with personal data are sealed by; null for none, and then no
 *     contract that has such data can be enforced
 */
public record PipelineKeys(@Nullable MaskKeyset masks, @Nullable LetterKeys letters) {

  public static final PipelineKeys NONE = new PipelineKeys(null, null);
}
