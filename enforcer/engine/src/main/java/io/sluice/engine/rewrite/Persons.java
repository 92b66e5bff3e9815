package io.sluice.engine.rewrite;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of those persons whom records were about lately: to make a person's keys costs many
 * times what it takes to judge a record. One task's.
 */
final class Persons {

  /** How many persons' keys are kept: some 2 KB each. */
  private static final int KEPT = 2_048;

  /**
   * The keys of one person, in the order of their places.
   *
   * @param isForgotten whether that person has none any more
   */
  private record Person(boolean isForgotten, List<HashKey> hashing, List<TokenKey> tokenising) {}

  private static final Person FORGOTTEN = new Person(true, List.of(), List.of());

  private final MaskKeys keys;
  private final List<KeyNames.Named> hashing = new ArrayList<>();
  private final List<KeyNames.Named> tokenising = new ArrayList<>();
  private final int[] hashingPlaces;
  private final int[] tokenisingPlaces;
  private final Map<ByteBuffer, Person> recent =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Person> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param subject the path of the field that says who it is
   * @throws MissingKeyException where persons have no keys
   */
  Persons(KeyNames names, String subject, MaskKeys keys) {
    this.keys = keys;
    hashingPlaces = places(names.hashing(), subject, hashing);
    tokenisingPlaces = places(names.tokenising(), subject, tokenising);
    made(new byte[0], 0); // so that a missing key is told before the first record
  }

  private static int[] places(
      List<KeyNames.Named> all, String subject, List<KeyNames.Named> itsOwn) {
    List<Integer> places = new ArrayList<>();
    for (KeyNames.Named named : all) {
      if (subject.equals(named.subject())) {
        places.add(all.indexOf(named));
        itsOwn.add(named);
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Puts the keys of a person to their places.
   *
   * @return false where that person has none any more
   */
  boolean take(
      byte[] text, int length, @Nullable HashKey[] hashKeys, @Nullable TokenKey[] tokenKeys) {
    Person person = recent.get(ByteBuffer.wrap(text, 0, length));
    if (person == null) {
      person = made(text, length);
      recent.put(ByteBuffer.wrap(Arrays.copyOf(text, length)), person);
    }
    if (person.isForgotten()) {
      return false;
    }
    for (int i = 0; i < hashingPlaces.length; i++) {
      hashKeys[hashingPlaces[i]] = person.hashing().get(i);
    }
    for (int i = 0; i < tokenisingPlaces.length; i++) {
      tokenKeys[tokenisingPlaces[i]] = person.tokenising().get(i);
    }
    return true;
  }

  private Person made(byte[] text, int length) {
    Optional<MaskKeys> own = keys.ofSubject(text, length);
    if (own.isEmpty()) {
      return FORGOTTEN;
    }
    return new Person(
        false,
        hashing.stream().map(named -> own.get().hashing(named.name())).toList(),
        tokenising.stream().map(named -> own.get().tokenising(named.name())).toList());
  }
}
