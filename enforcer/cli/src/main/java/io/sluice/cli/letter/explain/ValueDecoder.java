package io.sluice.cli.letter.explain;

import io.sluice.cli.letter.DeadLetter;
import io.sluice.cli.letter.ForeignRecord;
import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.explain.ContractBook.Answer;
import io.sluice.engine.contract.Framing;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.enforce.Framed;
import io.sluice.pipeline.enforce.FramingReader;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Decodes the values of letters by the schemas that they were written with. */
final class ValueDecoder {

  private final ContractBook book;

  ValueDecoder(ContractBook book) {
    this.book = book;
  }

  /**
   * Decodes a value.
   *
   * @param content the raw record that the letter holds
   */
  LetterValue decode(Letter letter, ConsumerRecord<byte[], byte[]> content) {
    byte[] bytes = content.value();
    if (bytes == null) {
      return new LetterValue.Absent();
    }
    return switch (letter) {
      case ForeignRecord foreign -> new LetterValue.Undecoded(foreign.why());
      case DeadLetter dead -> decode(dead, bytes, content.headers());
    };
  }

  private LetterValue decode(DeadLetter letter, byte[] bytes, Headers headers) {
    if (letter.contract() == null) {
      return new LetterValue.Undecoded("the letter names no contract");
    }
    return switch (book.version(letter.contract())) {
      case Answer.Given<CompiledContract>(CompiledContract contract) ->
          decode(bytes, headers, contract);
      case Answer.Missing<CompiledContract>(String why) -> unframed(letter, bytes, headers, why);
      case Answer.Unasked<CompiledContract>(String why) -> new LetterValue.Undecoded(why);
    };
  }

  private LetterValue decode(byte[] bytes, Headers headers, CompiledContract contract) {
    Framed framed = new FramingReader(contract.binding().framing()).read(bytes, headers);
    return switch (framed) {
      case Framed.Broken broken -> new LetterValue.Undecoded(broken.violation().message());
      case Framed.OwnSchema own ->
          decode(bytes, 0, contract.schema(), "the schema of " + contract.contract().coordinates());
      case Framed.ById byId -> decode(bytes, byId);
    };
  }

  /**
   * Without the contract nothing says how the record names its schema. Where the framing that is
   * the default leads to the very id that the letter states, it is that one.
   */
  private LetterValue unframed(DeadLetter letter, byte[] bytes, Headers headers, String why) {
    Framed framed = new FramingReader(Framing.REGISTRY).read(bytes, headers);
    return framed instanceof Framed.ById byId
            && letter.schemaId() != null
            && letter.schemaId() == byId.id().value()
        ? decode(bytes, byId)
        : new LetterValue.Undecoded(why);
  }

  private LetterValue decode(byte[] bytes, Framed.ById framed) {
    return switch (book.schema(framed.id())) {
      case Answer.Given<Schema>(Schema schema) ->
          decode(bytes, framed.offset(), schema, framed.id().toString());
      case Answer.Missing<Schema>(String why) -> new LetterValue.Undecoded(why);
      case Answer.Unasked<Schema>(String why) -> new LetterValue.Undecoded(why);
    };
  }

  private static LetterValue decode(byte[] bytes, int offset, Schema schema, String name) {
    try {
      BinaryDecoder decoder =
          DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
      Object value = new GenericDatumReader<>(schema).read(null, decoder);
      int rest = decoder.inputStream().available();
      return new LetterValue.Decoded(value, schema, name, rest);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Whatever the bytes are: Avro's reader throws more than its own exceptions for them.
      return new LetterValue.Undecoded(
          "they are no Avro binary of %s (%s)".formatted(name, e.getClass().getSimpleName()));
    }
  }
}
