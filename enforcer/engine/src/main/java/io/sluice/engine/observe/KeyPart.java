package io.sluice.engine.observe;

import io.sluice.engine.cel.Layout;
import io.sluice.engine.cel.Varints;
import io.sluice.engine.walk.TwosComplement;
import io.sluice.engine.walk.Walk;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that is a key, or a part of one: adds its text, see {@link KeyText}. */
public sealed interface KeyPart extends Sight {

  /** A string. */
  record Text(boolean isUuid) implements KeyPart {
    @Override
    public void see(Walk walk, int at, Observation into) {
      byte[] bytes = walk.bytes();
      int start = Varints.end(bytes, at);
      int length = (int) Varints.read(bytes, at);
      if (isUuid) {
        into.keyText().lowerCase(bytes, start, length);
      } else {
        into.keyText().text(bytes, start, length);
      }
    }
  }

  /** A boolean. */
  record Truth() implements KeyPart {
    @Override
    public void see(Walk walk, int at, Observation into) {
      into.keyText().truth(walk.bytes()[at] != 0);
    }
  }

  /** A whole number, or what is counted in them. */
  record Whole() implements KeyPart {
    @Override
    public void see(Walk walk, int at, Observation into) {
      into.keyText().whole(Varints.read(walk.bytes(), at));
    }
  }

  /** A whole number that the contract has as a floating-point one. */
  record Promoted(boolean toFloat) implements KeyPart {
    @Override
    public void see(Walk walk, int at, Observation into) {
      long value = Varints.read(walk.bytes(), at);
      into.keyText().real(toFloat ? (float) value : value);
    }
  }

  /** A floating-point number. */
  record Real(Layout.Floating layout) implements KeyPart {
    @Override
    public void see(Walk walk, int at, Observation into) {
      into.keyText().real(layout.read(walk.bytes(), at));
    }
  }

  /** An enum's symbol, as the contract's schema reads it; of one that it lacks, nothing. */
  final class Symbol implements KeyPart {
    private final List<byte @Nullable []> symbols = new ArrayList<>();

    public Symbol(Layout.Symbols layout) {
      for (String symbol : layout.symbols()) {
        symbols.add(symbol == null ? null : symbol.getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void see(Walk walk, int at, Observation into) {
      byte[] symbol = symbols.get((int) Varints.read(walk.bytes(), at));
      if (symbol != null) {
        into.keyText().text(symbol);
      }
    }
  }

  /** Bytes, and what they mean. */
  record Binary(Layout.Binary layout) implements KeyPart {

    /** How many digits a number of 64 bits surely has room for behind the point. */
    private static final int MOST_PLACES = 18;

    @Override
    public void see(Walk walk, int at, Observation into) {
      byte[] bytes = walk.bytes();
      int start = layout.start(bytes, at);
      int length = layout.length(bytes, at);
      switch (layout.kind()) {
        case DECIMAL -> decimal(bytes, start, length, into.keyText());
        case UUID -> into.keyText().uuid(bytes, start);
        case BYTES, DURATION -> into.keyText().text(bytes, start, length);
      }
    }

    /** No bytes are no number. */
    private void decimal(byte[] bytes, int start, int length, KeyText text) {
      if (length == 0) {
        return;
      }
      int padding = TwosComplement.padding(bytes, start, length);
      if (length - padding > Long.BYTES || layout.scale() > MOST_PLACES) {
        BigInteger unscaled = new BigInteger(bytes, start, length);
        text.text(
            new BigDecimal(unscaled, layout.scale())
                .stripTrailingZeros()
                .toPlainString()
                .getBytes(StandardCharsets.US_ASCII));
        return;
      }
      long unscaled = bytes[start + padding];
      for (int i = padding + 1; i < length; i++) {
        unscaled = (unscaled << Byte.SIZE) | (bytes[start + i] & 0xff);
      }
      text.decimal(unscaled, layout.scale());
    }
  }
}
