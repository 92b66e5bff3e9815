package io.sluice.bench.throughput;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.count.Outcome;
import io.sluice.pipeline.count.PipelineMeters;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetKind;
import io.sluice.pipeline.key.MaskKeyset;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.pipeline.topic.TopicCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The pipeline, as the service runs it. */
record Enforcement(Ground ground, Path states) implements Contender {

  private static final Duration RUNNING_WITHIN = Duration.ofSeconds(30);

  @Override
  public String word() {
    return "enforced";
  }

  @Override
  public String applicationId() {
    return Pipeline.applicationId(ground.contract().contract().contract());
  }

  @Override
  public String outputTopic() {
    return ground.contract().contract().binding().productTopic();
  }

  @Override
  public Running start() throws InterruptedException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Pipeline pipeline = new Pipeline(ground.contract(), ground.schemas(), settings(), meters);
    pipeline.start();
    if (!pipeline.awaitRunning(RUNNING_WITHIN)) {
      String reason = pipeline.state().reason();
      pipeline.close();
      throw new IllegalStateException("the pipeline does not run: " + reason);
    }
    return new Running() {
      @Override
      public void verify(long records) {
        double compliant =
            meters
                .get(PipelineMeters.RECORDS)
                .tag(PipelineMeters.OUTCOME, Outcome.COMPLIANT.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
        if (compliant != records) {
          throw new IllegalStateException(
              "of %d records %.0f were judged compliant".formatted(records, compliant));
        }
      }

      @Override
      public void close() {
        pipeline.close();
      }
    };
  }

  /** With keys for contracts that mask or seal; the others take none. */
  private PipelineSettings settings() {
    try {
      MaskKeyset masks = MaskKeyset.of(KeysetKind.MASKS.made());
      LetterKeys letters = LetterKeys.of(KeysetKind.LETTERS.made());
      return PipelineSettings.of(Streams.clients(ground.kafka()), states)
          .with(
              changes ->
                  changes
                      .threads(Streams.THREADS)
                      .commitInterval(Streams.COMMIT_INTERVAL)
                      .keys(masks, letters)
                      .topics(TopicCreation.allowed(1)));
    } catch (KeysetException e) {
      throw new IllegalStateException(e);
    }
  }
}
