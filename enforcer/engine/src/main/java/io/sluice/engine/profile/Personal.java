package io.sluice.engine.profile;

/** Whether the values of a field may be personal data: told by its name, or by what they are. */
final class Personal {

  private Personal() {}

  static boolean sounds(FieldProfile field) {
    return field.texts().areAll(TextKind.EMAIL)
        || (field.words().soundsPersonal() && !onlySaysYesOrNo(field));
  }

  /** {@code PhoneService: Yes} is no phone. */
  private static boolean onlySaysYesOrNo(FieldProfile field) {
    return field.values() > 0
        && (field.truths() == field.values()
            || (field.texts().count() == field.values() && field.texts().areYesOrNo()));
  }
}
