package io.sluice.engine.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes a deterministic automaton out of threads: a state for each set of places that threads can
 * stand at together, as far as a text can lead there.
 */
final class Determiniser {

  static final int MOST_STATES = 4_096;

  private static final int BYTES = 256;
  private static final int FIRST_CONTINUATION = 0x80;
  private static final int FIRST_LEAD = 0xc0;

  private final Threads threads;
  private final Set<Edge> told;
  private final boolean canStartLater;
  private final char[] classes = new char[BYTES];
  private final List<Integer> representatives = new ArrayList<>();
  private final Map<State, Integer> numbers = new HashMap<>();
  private final List<State> states = new ArrayList<>();

  /**
   * Where threads stand before a byte.
   *
   * @param places theirs, from which assertions have not been followed yet
   * @param before what was read last, as far as an assertion tells it apart
   */
  private record State(BitSet places, Edge before) {}

  Determiniser(Threads threads) {
    this.threads = threads;
    this.told = told(threads);
    this.canStartLater = canStartLater();
    divideBytes();
  }

  private static Set<Edge> told(Threads threads) {
    EnumSet<Edge> told = EnumSet.of(Edge.OTHER);
    for (Threads.Place place : threads.places()) {
      if (place instanceof Threads.Place.Assert(Assertion assertion, int next)) {
        told.add(Edge.END_OF_TEXT);
        switch (assertion) {
          case LINE_STARTS, LINE_ENDS -> told.add(Edge.NEWLINE);
          case WORD_BOUNDARY, NO_WORD_BOUNDARY -> told.add(Edge.WORD);
          case TEXT_STARTS, TEXT_ENDS -> {
            // The end of the text is told already.
          }
        }
      }
    }
    return told;
  }

  private Edge tell(Edge edge) {
    return told.contains(edge) ? edge : Edge.OTHER;
  }

  /** Whether a match can begin anywhere but at the start of the text. */
  private boolean canStartLater() {
    for (Edge before : EnumSet.complementOf(EnumSet.of(Edge.END_OF_TEXT))) {
      for (Edge after : Edge.values()) {
        BitSet reached = new BitSet();
        threads.reach(threads.start(), before, after, reached);
        if (reached.stream().anyMatch(threads::leadsOn)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Puts bytes that no place and no assertion tells apart into one class. */
  private void divideBytes() {
    List<Threads.Place.Step> ranges =
        threads.places().stream()
            .filter(Threads.Place.Step.class::isInstance)
            .map(Threads.Place.Step.class::cast)
            .map(step -> new Threads.Place.Step(step.lowest(), step.highest(), 0))
            .distinct()
            .toList();
    record Traits(BitSet ranges, Edge edge, boolean insideCharacter) {}
    Map<Traits, Character> known = new HashMap<>();
    for (int b = 0; b < BYTES; b++) {
      int octet = b;
      BitSet within = new BitSet();
      IntStream.range(0, ranges.size())
          .filter(i -> ranges.get(i).takes(octet))
          .forEach(within::set);
      Traits traits = new Traits(within, tell(Edge.of(octet)), isInsideCharacter(octet));
      Character of = known.get(traits);
      if (of == null) {
        of = (char) known.size();
        known.put(traits, of);
        representatives.add(octet);
      }
      classes[octet] = of;
    }
  }

  private static boolean isInsideCharacter(int octet) {
    return octet >= FIRST_CONTINUATION && octet < FIRST_LEAD;
  }

  // ---- states

  Automaton determinise() throws UncoveredException {
    // The two states in which all is known stand first and are never left.
    BitSet none = new BitSet();
    states.add(new State(none, Edge.OTHER));
    states.add(new State(none, Edge.OTHER));
    int start = number(new State(none, tell(Edge.END_OF_TEXT)));
    List<int[]> table = new ArrayList<>();
    BitSet matchesAtEnd = new BitSet();
    for (int number = 0; number < states.size(); number++) {
      int[] row = new int[representatives.size()];
      if (number <= Automaton.FAILED) {
        Arrays.fill(row, number);
        matchesAtEnd.set(number, number == Automaton.MATCHED);
      } else {
        matchesAtEnd.set(number, expand(states.get(number), row));
      }
      table.add(row);
    }
    return new Automaton(classes, table, matchesAtEnd, start);
  }

  private int number(State state) throws UncoveredException {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    if (states.size() == MOST_STATES) {
      throw new UncoveredException("too many states");
    }
    numbers.put(state, states.size());
    states.add(state);
    return states.size() - 1;
  }

  /**
   * Finds where each class of bytes leads.
   *
   * @return whether a text that ends here matches
   */
  private boolean expand(State state, int[] row) throws UncoveredException {
    Map<Edge, BitSet> insideCharacter = new EnumMap<>(Edge.class);
    Map<Edge, BitSet> atCharacter = new EnumMap<>(Edge.class);
    for (int c = 0; c < row.length; c++) {
      int octet = representatives.get(c);
      Edge after = tell(Edge.of(octet));
      // A match begins where a character does, never inside one.
      boolean inside = isInsideCharacter(octet);
      BitSet places =
          (inside ? insideCharacter : atCharacter)
              .computeIfAbsent(after, edge -> reached(state, edge, !inside));
      row[c] = step(places, octet);
    }
    return reached(state, Edge.END_OF_TEXT, true).get(Threads.MATCHED);
  }

  private BitSet reached(State state, Edge after, boolean starting) {
    BitSet places = new BitSet();
    BitSet from = state.places();
    for (int at = from.nextSetBit(0); at >= 0; at = from.nextSetBit(at + 1)) {
      threads.reach(at, state.before(), after, places);
    }
    if (starting) {
      threads.reach(threads.start(), state.before(), after, places);
    }
    return places;
  }

  private int step(BitSet places, int octet) throws UncoveredException {
    if (places.get(Threads.MATCHED)) {
      return Automaton.MATCHED;
    }
    BitSet to = new BitSet();
    for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
      if (threads.places().get(at) instanceof Threads.Place.Step step && step.takes(octet)) {
        threads.reachUnasserted(step.next(), to);
      }
    }
    if (to.get(Threads.MATCHED)) {
      return Automaton.MATCHED;
    }
    if (to.isEmpty() && !canStartLater) {
      return Automaton.FAILED;
    }
    return number(new State(threads.standing(to), tell(Edge.of(octet))));
  }
}
