package io.sluice.engine.walk;

import java.util.List;

/** A value that expressions judge, once it has been read. */
public final class JudgedStep extends Step {

  private final Step step;
  private final Judgement[] judgements;

  public JudgedStep(Step step, List<Judgement> judgements) {
    this.step = step;
    this.judgements = judgements.toArray(Judgement[]::new);
  }

  @Override
  int walk(Walk walk, byte[] bytes, int at, int end) {
    int next = step.walk(walk, bytes, at, end);
    if (next != UNREADABLE) {
      for (Judgement judgement : judgements) {
        judgement.judge(walk, at);
      }
    }
    return next;
  }
}
