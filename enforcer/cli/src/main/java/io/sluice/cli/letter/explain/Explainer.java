package io.sluice.cli.letter.explain;

import io.sluice.cli.letter.DeadLetter;
import io.sluice.cli.letter.ForeignRecord;
import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.explain.ContractBook.Answer;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.letter.LetterOpener;
import io.sluice.pipeline.letter.Opening;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Opens letters and says what of them is shown. Counts those that could not be opened. What anyone
 * said to be personal data is covered, unless all is to be shown in clear: where the letter is
 * sealed, and where the contract that judged it, or the one whose topic it stands in, holds some.
 */
public final class Explainer {

  private static final String NO_KEYS =
      "sealed by key %d; to open it: --keys FILE, the keyset of letters, or SLUICE_KEYS_LETTERS";
  private static final String OTHER_KEYS =
      "sealed by key %d, which is not in this keyset: is it an older one, or another service's?";

  private final ContractBook book;
  private final ValueDecoder decoder;
  private final LetterOpener opener;
  private final @Nullable CompiledContract owner;
  private final boolean isClear;
  private int locked;
  private int unsound;

  /**
   * @param owner whose topic it is; null where nobody knows
   * @param isClear whether all is shown as it is
   */
  public Explainer(
      ContractBook book, LetterOpener opener, @Nullable CompiledContract owner, boolean isClear) {
    this.book = book;
    this.decoder = new ValueDecoder(book);
    this.opener = opener;
    this.owner = owner;
    this.isClear = isClear;
  }

  /** How many sealed letters were met whose key the keyset lacks. */
  public int locked() {
    return locked;
  }

  /** How many were met that do not open with their own key. */
  public int unsound() {
    return unsound;
  }

  Contents contents(Letter letter) {
    ConsumerRecord<byte[], byte[]> record = letter.record();
    if (!LetterOpener.isSealed(record)) {
      return legible(letter, record, false);
    }
    return switch (opener.open(record)) {
      case Opening.Opened(ConsumerRecord<byte[], byte[]> original) ->
          legible(letter, original, true);
      case Opening.Locked(long key, boolean hasKeyset) -> {
        if (hasKeyset) {
          locked++;
        }
        yield new Contents.Shut((hasKeyset ? OTHER_KEYS : NO_KEYS).formatted(key));
      }
      case Opening.Unsound(String why) -> {
        unsound++;
        yield new Contents.Shut("not to be relied on: " + why);
      }
    };
  }

  private Contents legible(
      Letter letter, ConsumerRecord<byte[], byte[]> content, boolean wasSealed) {
    CompiledContract judging = judging(letter);
    boolean isPersonal = wasSealed || holdsPersonal(judging) || holdsPersonal(owner);
    LetterValue value = decoder.decode(letter, content);
    if (isClear || !isPersonal) {
      return new Contents.Legible(content, value, Cover.NONE, false, false);
    }
    CompiledContract covering = judging == null ? owner : judging;
    Cover cover =
        covering == null ? Cover.UNDECLARED : Cover.of(covering.contract(), covering.schema());
    boolean keyHidden = !wasSealed || letter.record().key() == null;
    return new Contents.Legible(content, value, cover, keyHidden, true);
  }

  private static boolean holdsPersonal(@Nullable CompiledContract contract) {
    return contract != null && contract.contract().holdsPersonal();
  }

  private @Nullable CompiledContract judging(Letter letter) {
    return switch (letter) {
      case ForeignRecord foreign -> null;
      case DeadLetter dead ->
          dead.contract() != null
                  && book.version(dead.contract())
                      instanceof Answer.Given<CompiledContract>(CompiledContract contract)
              ? contract
              : null;
    };
  }
}
