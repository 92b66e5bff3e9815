package io.sluice.pipeline.enforce;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a task judges and writes with, all of it by the same keys. It is asked for once for each
 * batch, so that the header of a record always names the key that masked it, also where keys are
 * rotated meanwhile. One per task.
 */
final class Keyed {

  /**
   * What keys make.
   *
   * @param judge judges records, and writes anew what their products have
   * @param headers name the keys
   */
  record Tools(RecordJudge.Judge judge, OutputHeaders headers) {}

  private final Supplier<PipelineKeys> keys;
  private final Function<PipelineKeys, Tools> making;
  private PipelineKeys used;
  private Tools tools;

  /**
   * Makes them for the first time.
   *
   * @param keys those of now
   * @throws io.sluice.engine.rewrite.MissingKeyException where a key is missing
   */
  Keyed(Supplier<PipelineKeys> keys, Function<PipelineKeys, Tools> making) {
    this.keys = keys;
    this.making = making;
    this.used = keys.get();
    this.tools = making.apply(used);
  }

  /** What the keys of now make. */
  Tools tools() {
    PipelineKeys now = keys.get();
    if (!now.equals(used)) {
      tools = making.apply(now);
      used = now;
    }
    return tools;
  }
}
