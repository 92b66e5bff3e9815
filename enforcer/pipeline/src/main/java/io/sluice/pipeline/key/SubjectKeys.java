package io.sluice.pipeline.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.sluice.engine.rewrite.HashKey;
import io.sluice.engine.rewrite.HmacSha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A seed for everybody, of which a person's own keys are derived, until that person is forgotten:
 * then nobody who has these keys can make that seed any more, nor anything that was made of it.
 * Immutable and safe to share.
 *
 * <p>A puncturable pseudorandom function, so that no store of keys has to be asked for each record:
 * the tree of Goldreich, Goldwasser and Micali ("How to construct random functions", 1986), whose
 * leaves are the seeds. A node's two children are the halves of HMAC-SHA-256 by it. A person's leaf
 * is found by the first 64 bits of SHA-256 of who it is. At first there is the root alone; to
 * forget a person, the node above its leaf gives way to all that stands beside the path to it,
 * which makes every other leaf (Boneh and Waters, "Constrained pseudorandom functions", 2013). So
 * each forgotten person adds at most {@value #DEPTH} nodes of {@value #NODE_BYTES} bytes.
 *
 * <p>Of n persons, one who stays shares the leaf of one who is forgotten with a probability of at
 * most n / 2<sup>64</sup>.
 */
public final class SubjectKeys implements Rotatable<SubjectKeys> {

  /** How many bytes a seed has. */
  static final int SEED_BYTES = 16;

  private static final int DEPTH = Long.SIZE;
  private static final int NODE_BYTES = Byte.BYTES + Long.BYTES + SEED_BYTES;
  private static final byte[] CHILDREN =
      "sluice/subjects/children".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WHO = "sluice/subjects/who/".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING_ASSOCIATED = new byte[0];
  private static final String NODES = "subjectKeys";
  private static final String ENCRYPTED = "encryptedSubjectKeys";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A node of the tree. */
  private static final class Node {

    /** The first leaf below it, unsigned. */
    private final long first;

    /** 0 of the root. */
    private final int depth;

    private final byte[] seed;

    Node(long first, int depth, byte[] seed) {
      this.first = first;
      this.depth = depth;
      this.seed = seed;
    }

    boolean isAbove(long leaf) {
      return depth == 0 || (first ^ leaf) >>> (DEPTH - depth) == 0;
    }

    /** The child on the way to a leaf, or the one beside it. */
    Node child(long leaf, boolean isBeside) {
      byte[] halves = new byte[HashKey.LENGTH];
      new HmacSha256(seed).hash(CHILDREN, 0, CHILDREN.length, halves);
      long bit = 1L << (DEPTH - 1 - depth);
      boolean isRight = (leaf & bit) != 0 ^ isBeside;
      return new Node(
          isRight ? first | bit : first,
          depth + 1,
          isRight
              ? Arrays.copyOfRange(halves, SEED_BYTES, 2 * SEED_BYTES)
              : Arrays.copyOf(halves, SEED_BYTES));
    }
  }

  /** Those that are left, by their leaves, which no two share. */
  private final List<Node> nodes;

  private SubjectKeys(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** New keys, which have forgotten nobody. */
  public static SubjectKeys made() {
    byte[] root = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(root);
    return new SubjectKeys(List.of(new Node(0, 0, root)));
  }

  /**
   * The seed of a person.
   *
   * @param subject holds the text that says who it is, in UTF-8, from its start
   * @return empty where that person is forgotten
   */
  Optional<byte[]> seed(byte[] subject, int length) {
    long leaf = leaf(subject, length);
    Node node = above(leaf);
    while (node != null && node.depth < DEPTH) {
      node = node.child(leaf, false);
    }
    return Optional.ofNullable(node).map(its -> its.seed.clone());
  }

  /** The same keys, but for a person who is forgotten. */
  public SubjectKeys without(String subject) {
    byte[] text = subject.getBytes(StandardCharsets.UTF_8);
    long leaf = leaf(text, text.length);
    Node above = above(leaf);
    if (above == null) {
      return this;
    }
    List<Node> left = new ArrayList<>(nodes);
    left.remove(above);
    for (Node node = above; node.depth < DEPTH; node = node.child(leaf, false)) {
      left.add(node.child(leaf, true));
    }
    left.sort(Comparator.comparing(node -> node.first, Long::compareUnsigned));
    return new SubjectKeys(left);
  }

  /** How many persons are forgotten. */
  public long forgotten() {
    // Each node has 2^(64 - depth) leaves: of all 2^64, which are 0 here, so many are missing.
    return -nodes.stream()
        .mapToLong(node -> node.depth == 0 ? 0 : 1L << (DEPTH - node.depth))
        .sum();
  }

  private static long leaf(byte[] subject, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(WHO);
      digest.update(subject, 0, length);
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private @Nullable Node above(long leaf) {
    int from = 0;
    int to = nodes.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (Long.compareUnsigned(nodes.get(middle).first, leaf) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    Node last = from == 0 ? null : nodes.get(from - 1);
    return last != null && last.isAbove(leaf) ? last : null;
  }

  // ---- rotation

  @Override
  public Optional<String> refusal(SubjectKeys next) {
    return next.nodes.stream().allMatch(this::makes)
        ? Optional.empty()
        : Optional.of(
            "holds keys that those in use don't make: it is older, and remembers whom they have forgotten, or another one; put the newest one back");
  }

  private boolean makes(Node wanted) {
    Node node = above(wanted.first);
    while (node != null && node.depth < wanted.depth) {
      node = node.child(wanted.first, false);
    }
    return node != null
        && node.depth == wanted.depth
        && MessageDigest.isEqual(node.seed, wanted.seed);
  }

  @Override
  public String state() {
    return "forgotten=" + Long.toUnsignedString(forgotten());
  }

  // ---- how they are kept

  /**
   * The keys at a place.
   *
   * @throws KeysetException where there are none, or they can't be read
   */
  public static SubjectKeys open(KeysetPlace place) throws KeysetException {
    return parsed(place.text(), place);
  }

  /** The keys of a text that stood at a place. */
  static SubjectKeys parsed(String text, KeysetPlace place) throws KeysetException {
    String kms = place.kms();
    Aead wrapping = kms == null ? null : Keysets.wrapping(kms);
    try {
      JsonNode json = JSON.readTree(text);
      byte[] bytes =
          Base64.getDecoder().decode(json.path(kms == null ? NODES : ENCRYPTED).asText());
      return read(wrapping == null ? bytes : envelope(wrapping).decrypt(bytes, NOTHING_ASSOCIATED));
    } catch (GeneralSecurityException | JsonProcessingException | RuntimeException e) {
      // The cause may quote what it read.
      throw new KeysetException(
          kms == null
              ? "%s holds no keys of subjects in clear; `bin/sluice keys new FILE --for subjects` makes some, and those that a key management service has encrypted need its URI beside them"
                  .formatted(place.location())
              : "%s holds no keys of subjects that %s has encrypted, or the service refuses to open them"
                  .formatted(place.location(), kms));
    }
  }

  private static SubjectKeys read(byte[] bytes) {
    if (bytes.length == 0 || bytes.length % NODE_BYTES != 0) {
      throw new IllegalArgumentException("no nodes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<Node> nodes = new ArrayList<>();
    Node before = null;
    while (buffer.hasRemaining()) {
      int depth = buffer.get();
      long first = buffer.getLong();
      byte[] seed = new byte[SEED_BYTES];
      buffer.get(seed);
      boolean isBehind =
          before == null
              || (Long.compareUnsigned(before.first, first) < 0 && !before.isAbove(first));
      if (depth < 0 || depth > DEPTH || !isBehind) {
        throw new IllegalArgumentException("no tree");
      }
      before = new Node(first, depth, seed);
      nodes.add(before);
    }
    return new SubjectKeys(nodes);
  }

  /**
   * The keys as they are kept, in JSON: a secret, unless a key management service encrypts them.
   *
   * @param kms the URI of its key; null for none
   * @throws KeysetException where that service can't be asked
   */
  public String text(@Nullable String kms) throws KeysetException {
    ByteBuffer buffer = ByteBuffer.allocate(nodes.size() * NODE_BYTES);
    nodes.forEach(node -> buffer.put((byte) node.depth).putLong(node.first).put(node.seed));
    try {
      byte[] bytes =
          kms == null
              ? buffer.array()
              : envelope(Keysets.wrapping(kms)).encrypt(buffer.array(), NOTHING_ASSOCIATED);
      return JSON.createObjectNode()
          .put(kms == null ? NODES : ENCRYPTED, Base64.getEncoder().encodeToString(bytes))
          .toString();
    } catch (GeneralSecurityException e) {
      throw new KeysetException("the keys of subjects could not be encrypted", e);
    }
  }

  /** Such a service encrypts little: here a key of its own encrypts them, and it that key. */
  private static Aead envelope(Aead wrapping) throws GeneralSecurityException {
    return KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, wrapping);
  }
}
