package io.sluice.engine.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Judges each record as it is read, and numbers it. */
final class JudgingSink implements RecordSink {

  private final CompiledContract contract;
  private final JsonJudge judge;
  private final Consumer<JudgedSample> each;
  private @Nullable CsvColumns columns;
  private long number;

  JudgingSink(CompiledContract contract, Consumer<JudgedSample> each) {
    this.contract = contract;
    this.judge = new JsonJudge(contract);
    this.each = each;
  }

  @Override
  public void json(JsonNode value) throws IOException {
    judged(judge.judge(value));
  }

  @Override
  public void brokenJson() {
    judged(JsonJudge.NOT_AN_OBJECT);
  }

  @Override
  public void header(List<String> names) throws UnsupportedSampleException {
    columns = CsvColumns.of(names, contract);
  }

  @Override
  public void row(List<String> cells) throws IOException {
    CsvColumns known = Objects.requireNonNull(columns);
    judged(
        cells.size() == known.count()
            ? judge.judge(known.object(cells))
            : broken(
                "the row has %d fields, the header %d".formatted(cells.size(), known.count())));
  }

  @Override
  public void brokenRow() {
    judged(broken("not a row of CSV"));
  }

  @Override
  public void container(Path file) throws IOException {
    new AvroSamples(contract).judge(file, each);
  }

  private void judged(Verdict verdict) {
    number++;
    each.accept(new JudgedSample(number, verdict));
  }

  private static Verdict broken(String message) {
    return Verdict.of(new Violation(ViolationClass.STRUCTURE, "structure.csv", "", message));
  }
}
