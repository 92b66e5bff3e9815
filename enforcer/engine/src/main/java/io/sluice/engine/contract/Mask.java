package io.sluice.engine.contract;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What stands in a product record in place of a value. Null stays null. */
public sealed interface Mask {

  /** The word that contracts use. */
  String word();

  /** Whose value it is, by whose own key it is masked; null where the mask asks for no such key. */
  default @Nullable Subject subject() {
    return null;
  }

  /**
   * Whose value one is.
   *
   * @param path of the field that says so
   * @param with what stands in place of the value once that person is forgotten, or where it is
   *     nobody's; null for what {@link Redact} leaves
   */
  record Subject(String path, @Nullable String with) {

    /** What leaves nothing of a value of somebody who is forgotten. */
    public Redact forgotten() {
      return new Redact(with);
    }
  }

  /**
   * Nothing of the value: null where that is allowed, else the same for all values.
   *
   * @param with what to put instead; null for what the type has for nothing
   */
  record Redact(@Nullable String with) implements Mask {
    @Override
    public String word() {
      return "redact";
    }
  }

  /**
   * HMAC-SHA-256 of the value: equal values give equal hashes, and without the key nobody can tell
   * or try what a value was.
   *
   * @param length how many characters of a text, or bytes, are kept; null for all that fit
   * @param subject whose value it is, which is hashed by a key of that person alone; null for one
   *     key for all
   */
  record Hash(String key, @Nullable Integer length, @Nullable Subject subject) implements Mask {
    @Override
    public String word() {
      return "hash";
    }
  }

  /**
   * The value, encrypted so that equal values give equal tokens: who has the key can read it.
   *
   * @param subject as a {@link Hash} has it
   */
  record Tokenise(String key, @Nullable Subject subject) implements Mask {
    @Override
    public String word() {
      return "tokenise";
    }
  }

  /** A part of the value. */
  record Partial(Kept kept) implements Mask {
    @Override
    public String word() {
      return "partial";
    }
  }

  /** Which part of a value is kept. */
  sealed interface Kept {

    /** Its first characters. */
    record First(int count) implements Kept {}

    /** Its last characters. */
    record Last(int count) implements Kept {}

    /** Of an e-mail address what follows the at sign. */
    record Domain() implements Kept {}

    /** Of a date or timestamp all down to a unit. */
    record Down(Unit unit) implements Kept {}
  }

  /** A unit that times are cut to. */
  enum Unit {
    YEAR,
    MONTH,
    DAY
  }

  /**
   * The bucket that a number falls into, by the bound of it that is nearer to zero.
   *
   * @param bucket its size, above zero
   */
  record Generalise(BigDecimal bucket) implements Mask {
    @Override
    public String word() {
      return "generalise";
    }
  }
}
