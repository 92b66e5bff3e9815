package io.sluice.pipeline.seal;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How the content of a letter is written before it is encrypted. What is encrypted can't be
 * compressed any more, so large contents are compressed before: a record that fits into its raw
 * topic for being compressed there has to fit into the dead-letter topic as well. Small ones are
 * not, whose lengths would tell something of what they hold.
 */
enum Form {
  PLAIN(1) {
    @Override
    byte[] written(byte[] content) {
      return content;
    }

    @Override
    byte[] read(byte[] written) {
      return written;
    }
  },

  DEFLATED(2) {
    @Override
    byte[] written(byte[] content) {
      try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        byte[] part = new byte[CHUNK];
        while (!deflater.finished()) {
          written.write(part, 0, deflater.deflate(part));
        }
        return written.toByteArray();
      }
    }

    @Override
    byte[] read(byte[] written) {
      try (Inflater inflater = new Inflater()) {
        inflater.setInput(written);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] part = new byte[CHUNK];
        while (!inflater.finished()) {
          int read = inflater.inflate(part);
          if (read == 0 && !inflater.finished()) {
            throw new IllegalArgumentException("the content of a letter ends before its end");
          }
          content.write(part, 0, read);
        }
        return content.toByteArray();
      } catch (DataFormatException e) {
        throw new IllegalArgumentException("not the content of a letter", e);
      }
    }
  };

  /** More than the records have for which compression is seldom worth it. */
  private static final int LARGE = 64 * 1024;

  private static final int CHUNK = 16 * 1024;

  private final byte code;

  Form(int code) {
    this.code = (byte) code;
  }

  /** The first byte of what is sealed. */
  byte code() {
    return code;
  }

  /** That of a content. */
  static Form of(byte[] content) {
    return content.length > LARGE ? DEFLATED : PLAIN;
  }

  /**
   * That of a code.
   *
   * @throws IllegalArgumentException where there is none
   */
  static Form ofCode(byte code) {
    for (Form form : values()) {
      if (form.code == code) {
        return form;
      }
    }
    throw new IllegalArgumentException("not sealed in a form that is known");
  }

  abstract byte[] written(byte[] content);

  /**
   * Reads what was written.
   *
   * @throws IllegalArgumentException where it was not written so
   */
  abstract byte[] read(byte[] written);
}
