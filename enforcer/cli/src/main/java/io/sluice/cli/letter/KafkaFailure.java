package io.sluice.cli.letter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** What went wrong within Kafka's client, for people. */
public final class KafkaFailure {

  private KafkaFailure() {}

  /**
   * The failure and its causes. Messages of Kafka's and of the file system's alone: a parser of
   * credentials may quote them.
   */
  public static String explained(Throwable failure) {
    List<String> parts = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      boolean isTold =
          message != null && (cause instanceof KafkaException || cause instanceof IOException);
      String part = cause.getClass().getSimpleName() + (isTold ? ": " + message : "");
      if (!parts.contains(part)) {
        parts.add(part);
      }
    }
    return Shown.escaped(String.join("; ", parts));
  }
}
