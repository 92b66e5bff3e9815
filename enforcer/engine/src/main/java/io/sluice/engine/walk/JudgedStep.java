package io.sluice.engine.walk;

import java.util.List;

/** A value that expressions judge, once it has been read. */
public final class JudgedStep implements Step {

  private final Step step;
  private final Judgement[] judgements;

  public JudgedStep(Step step, List<Judgement> judgements) {
    this.step = step;
    this.judgements = judgements.toArray(Judgement[]::new);
  }

  @Override
  public boolean walk(Walk walk) {
    int at = walk.position();
    if (!step.walk(walk)) {
      return false;
    }
    for (Judgement judgement : judgements) {
      judgement.judge(walk, at);
    }
    return true;
  }
}
