package io.sluice.engine.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a contract could ask of the values of one field. */
public sealed interface Demand {

  /** In words, behind the path of the field. */
  String words();

  /** That there is a value, or need not be. */
  record Required(boolean isRequired) implements Demand {
    @Override
    public String words() {
      return isRequired ? "required" : "may be null";
    }
  }

  /** What its type means beyond how it is stored, such as {@code timestamp-millis}. */
  record Meaning(String type) implements Demand {
    @Override
    public String words() {
      return "is " + type;
    }
  }

  /**
   * Numbers from and to.
   *
   * @param minimum null where there is no bound
   * @param maximum null where there is no bound
   */
  record Range(@Nullable String minimum, @Nullable String maximum) implements Demand {
    @Override
    public String words() {
      if (maximum == null) {
        return "at least " + minimum;
      }
      return minimum == null ? "at most " + maximum : "from " + minimum + " to " + maximum;
    }
  }

  /** Texts of so many code points. */
  record Length(int minimum, int maximum) implements Demand {
    @Override
    public String words() {
      return minimum == maximum
          ? minimum + " characters"
          : minimum + " to " + maximum + " characters";
    }
  }

  /** Texts of a form. */
  record Form(String pattern) implements Demand {
    @Override
    public String words() {
      return "pattern " + pattern;
    }
  }

  /** One of a few words. */
  record OneOf(List<String> symbols) implements Demand {
    public OneOf {
      symbols = List.copyOf(symbols);
    }

    @Override
    public String words() {
      return "one of " + String.join(", ", symbols);
    }
  }

  /** No value twice, and the record is known by it. */
  record PrimaryKey() implements Demand {
    @Override
    public String words() {
      return "primary key";
    }
  }

  /** No value twice. */
  record Unique() implements Demand {
    @Override
    public String words() {
      return "unique";
    }
  }

  /** Less than so many in a hundred are null, over time. */
  record Complete(int percent) implements Demand {
    @Override
    public String words() {
      return "null in less than " + percent + " %";
    }
  }

  /** Personal data, and masked. */
  record Personal() implements Demand {
    @Override
    public String words() {
      return "personal data, redacted";
    }
  }
}
