package io.sluice.engine.profile;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What one field held in the records of a sample. */
final class FieldProfile {

  private final FieldWords words;
  private final NumberProfile numbers = new NumberProfile();
  private final TextProfile texts = new TextProfile();
  private final Moments epochs = new Moments();
  private final Repeats repeats = new Repeats();
  private @Nullable ObjectProfile object;
  private @Nullable FieldProfile items;
  private long nulls;
  private long truths;
  private long arrays;
  private long others;

  FieldProfile(FieldWords words) {
    this.words = words;
  }

  // ---- what it held

  void addNull() {
    nulls++;
  }

  void addTruth() {
    truths++;
  }

  void add(BigDecimal number) {
    numbers.add(number);
    if (words.meansTime() && number.scale() <= 0) {
      EpochUnit.of(number).ifPresent(unit -> epochs.add(unit.millis(number)));
    }
    repeats.add(number.toString());
  }

  void add(String text) {
    texts.add(text);
    repeats.add(text);
  }

  /** Of an object in the field, for its members to be added to. */
  ObjectProfile addObject() {
    if (object == null) {
      object = new ObjectProfile();
    }
    object.addObject();
    return object;
  }

  /** Of an array in the field, for its items to be added to. */
  FieldProfile addArray() {
    arrays++;
    if (items == null) {
      items = new FieldProfile(words);
    }
    return items;
  }

  /** What Avro alone has, such as bytes. */
  void addOther() {
    others++;
  }

  // ---- what that shows

  FieldWords words() {
    return words;
  }

  NumberProfile numbers() {
    return numbers;
  }

  TextProfile texts() {
    return texts;
  }

  /** When the records happened, where the field tells. */
  Moments moments() {
    return texts.moments().count() > 0 ? texts.moments() : epochs;
  }

  /** Whether no value came twice. */
  boolean neverRepeats() {
    return repeats.isNone();
  }

  long nulls() {
    return nulls;
  }

  long truths() {
    return truths;
  }

  long arrays() {
    return arrays;
  }

  long objects() {
    return object == null ? 0 : object.count();
  }

  /** How often it held a value. */
  long values() {
    return numbers.count() + texts.count() + truths + arrays + objects() + others;
  }

  /** Null where it held no object. */
  @Nullable ObjectProfile object() {
    return object;
  }

  /** Null where it held no array. */
  @Nullable FieldProfile items() {
    return items;
  }
}
