package io.sluice.engine.cel;

import io.sluice.engine.walk.Evaluator;
import java.util.List;

/** What a string says as the result of a rule. */
final class Results {

  private Results() {}

  static int ofText(String text, List<String> messages) {
    if (text.isEmpty()) {
      return Evaluator.HOLDS;
    }
    int known = messages.indexOf(text);
    return known < 0 ? Evaluator.BROKEN : Evaluator.FIRST_MESSAGE + known;
  }
}
