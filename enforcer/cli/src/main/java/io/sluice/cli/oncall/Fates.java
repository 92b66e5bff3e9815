package io.sluice.cli.oncall;

import io.sluice.pipeline.replay.Fate;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the letters that a replay looked at. */
final class Fates {

  private final Map<Fate, Long> letters = new EnumMap<>(Fate.class);
  private long foreign;

  void add(Fate fate) {
    letters.merge(fate, 1L, Long::sum);
  }

  /** A record that is no letter of Sluice's. */
  void addForeign() {
    foreign++;
  }

  long of(Fate fate) {
    return letters.getOrDefault(fate, 0L);
  }

  /** Whether there are some that nobody's running it again will send. */
  boolean leavesSome() {
    return of(Fate.TRIED_ENOUGH) + of(Fate.UNSOUND) + of(Fate.UNSEALED) > 0;
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("sent", of(Fate.SENT));
    json.put("sentBefore", of(Fate.SENT_BEFORE));
    json.put("triedEnough", of(Fate.TRIED_ENOUGH));
    json.put("samples", of(Fate.SAMPLE));
    json.put("ofOthers", of(Fate.OF_OTHERS));
    json.put("unsound", of(Fate.UNSOUND));
    json.put("unsealed", of(Fate.UNSEALED));
    json.put("foreign", foreign);
    return json;
  }

  void print(boolean isRehearsed, PrintWriter out) {
    out.printf("  %-12s %,d%n", isRehearsed ? "would send" : "sent", of(Fate.SENT));
    for (Fate fate : letters.keySet()) {
      if (fate != Fate.SENT) {
        out.printf("  %-12s %,d, %s%n", "left", of(fate), why(fate));
      }
    }
    if (foreign > 0) {
      out.printf("  %-12s %,d, which are no dead letters of Sluice's%n", "left", foreign);
    }
  }

  private static String why(Fate fate) {
    return switch (fate) {
      case SENT -> "sent now";
      case SENT_BEFORE -> "sent before";
      case TRIED_ENOUGH ->
          "whose records were replayed often enough (--max-attempts): mend what breaks them first";
      case SAMPLE -> "samples of records that passed, in shadow";
      case OF_OTHERS -> "of another contract or major version";
      case UNSOUND -> "which do not say where their raw records stood";
      case UNSEALED ->
          "which are not sealed, though their contract has personal data by now: in clear it goes nowhere";
    };
  }
}
