package io.sluice.engine.profile;

/** Whether the texts of a field are a few words that repeat: what an enum is made from. */
final class FewWords {

  /** From fewer values nothing is proposed but types and nulls. */
  static final int ENOUGH = 20;

  private static final int REPEATS = 10;

  private FewWords() {}

  static boolean of(FieldProfile field) {
    TextProfile texts = field.texts();
    int different = texts.symbols().size();
    return different >= 2
        && texts.count() == field.values()
        && texts.count() >= ENOUGH
        && texts.count() >= (long) REPEATS * different
        && !field.words().meansId()
        && !texts.areAll(TextKind.NUMBER)
        && !texts.areAll(TextKind.LIKE_A_TIME);
  }
}
