package io.sluice.pipeline.replay;

/** What becomes of a letter that is to be replayed. */
public enum Fate {
  /** It is sent. */
  SENT,

  /** It was sent before, by this replay or by another. */
  SENT_BEFORE,

  /** Its record has been replayed as often as it may be. */
  TRIED_ENOUGH,

  /** It is a sample of what passed in shadow: its record is in the product topic. */
  SAMPLE,

  /** It is a letter of another contract, or of another major version. */
  OF_OTHERS,

  /** It does not say where its raw record stood: nobody can tell what it is. */
  UNSOUND,

  /**
   * It is not sealed, and its contract has come to have personal data since: in clear, that goes to
   * no topic.
   */
  UNSEALED
}
