package io.sluice.engine.rewrite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** UUIDs that are made of hashes: version 8 of RFC 9562, whose bits are its maker's own. */
final class HashedUuids {

  static final int BYTES = 16;

  private HashedUuids() {}

  /** The 16 bytes of one. */
  static byte[] bytes(byte[] hash) {
    byte[] uuid = new byte[BYTES];
    System.arraycopy(hash, 0, uuid, 0, BYTES);
    uuid[6] = (byte) ((uuid[6] & 0x0f) | 0x80);
    uuid[8] = (byte) ((uuid[8] & 0x3f) | 0x80);
    return uuid;
  }

  /** One as it is written. */
  static byte[] text(byte[] hash) {
    return text(bytes(hash), 0);
  }

  /** 16 bytes as a UUID is written, in small letters. */
  static byte[] text(byte[] bytes, int at) {
    ByteBuffer halves = ByteBuffer.wrap(bytes, at, BYTES);
    return new UUID(halves.getLong(), halves.getLong())
        .toString()
        .getBytes(StandardCharsets.US_ASCII);
  }
}
