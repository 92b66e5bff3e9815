package io.sluice.engine.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which characters differ by their case alone: Unicode's simple case folding, which knows the long
 * s and the Kelvin sign, and of the Turkish letters i no case.
 */
final class CaseFolding {

  private static final int CAPITAL_I_WITH_DOT = 0x130;
  private static final int SMALL_I_WITHOUT_DOT = 0x131;

  /** Of each character with a case, all that it differs from by case alone, and itself. */
  private static final NavigableMap<Integer, List<Integer>> VARIANTS = variants();

  private CaseFolding() {}

  private static NavigableMap<Integer, List<Integer>> variants() {
    Map<Integer, List<Integer>> byFolded = new HashMap<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      int folded = Character.toLowerCase(Character.toUpperCase(c));
      if (folded != c && c != CAPITAL_I_WITH_DOT && c != SMALL_I_WITHOUT_DOT) {
        byFolded.computeIfAbsent(folded, first -> new ArrayList<>(List.of(first))).add(c);
      }
    }
    NavigableMap<Integer, List<Integer>> variants = new TreeMap<>();
    byFolded.values().forEach(all -> all.forEach(one -> variants.put(one, all)));
    return variants;
  }

  /** The characters from one to another that have a case, with all that differ from them by it. */
  static List<Integer> variants(int from, int to) {
    return VARIANTS.subMap(from, true, to, true).values().stream()
        .flatMap(List::stream)
        .distinct()
        .toList();
  }
}
