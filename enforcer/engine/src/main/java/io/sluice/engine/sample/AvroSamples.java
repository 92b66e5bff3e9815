package io.sluice.engine.sample;

import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.Plan;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Walk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Judges the records of an Avro container file on their own bytes, by the schema that the file was
 * written with.
 */
final class AvroSamples {

  private final CompiledContract contract;

  AvroSamples(CompiledContract contract) {
    this.contract = contract;
  }

  void judge(Path path, Consumer<JudgedSample> each) throws IOException {
    try (AvroContainer file = AvroContainer.open(path)) {
      Plan plan = contract.planFor(file.schema());
      Walk walk = new Walk();
      long number = 0;
      for (ByteBuffer block = file.nextBlock(); block != null; block = file.nextBlock()) {
        number += judgeBlock(plan, walk, block, file.blockCount(), number, each);
      }
    }
  }

  /** Judges one block; what follows a record that can't be read can't be told apart any more. */
  private static long judgeBlock(
      Plan plan,
      Walk walk,
      ByteBuffer block,
      long count,
      long before,
      Consumer<JudgedSample> each) {
    byte[] bytes = block.array();
    int offset = block.arrayOffset() + block.position();
    int end = block.arrayOffset() + block.limit();
    for (long i = 1; i <= count; i++) {
      boolean last = i == count;
      Verdict verdict =
          last
              ? plan.judge(walk, bytes, offset, end - offset)
              : plan.judgeNext(walk, bytes, offset, end - offset);
      each.accept(new JudgedSample(before + i, verdict));
      if (!last && plan instanceof Plan.Walking) {
        if (walk.failed()) {
          return i;
        }
        offset = walk.position();
      }
    }
    return count;
  }
}
