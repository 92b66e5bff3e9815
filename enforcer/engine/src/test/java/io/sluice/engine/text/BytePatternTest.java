package io.sluice.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.engine.testing.Allocation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePatternTest {

  private static final int TEXTS_PER_PATTERN = 20;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean finds(String pattern, String text) throws InvalidPatternException {
    byte[] bytes = utf8("a" + text + "a");
    return BytePattern.compile(pattern).find(bytes, 1, bytes.length - 2);
  }

  @Test
  void somePartOfTheTextMatchesUnlessAnchorsSayOtherwise() throws InvalidPatternException {
    assertThat(finds("[A-Z]{3}", "xEURx")).isTrue();
    assertThat(finds("^[A-Z]{3}$", "xEURx")).isFalse();
    assertThat(finds("^[A-Z]{3}$", "EUR")).isTrue();
    assertThat(finds("^[A-Z]{3}$", "EUR\n")).isFalse();
    assertThat(finds("", "")).isTrue();
    assertThat(finds("^$", "x")).isFalse();
  }

  @Test
  void charactersAreCodePoints() throws InvalidPatternException {
    assertThat(finds("^.{2}$", "€😀")).isTrue();
    assertThat(finds("^.$", "€😀")).isFalse();
    assertThat(finds("^[à-ü]+$", "éü")).isTrue();
    assertThat(finds("^[à-ü]+$", "éÿ")).isFalse();
  }

  /** RE2/J itself gets this wrong when it is asked of bytes. */
  @Test
  void theTextStartsNowhereButAtItsStart() throws InvalidPatternException {
    assertThat(finds("^[^a]$", "éé")).isFalse();
    assertThat(finds("a|^b", "éb")).isFalse();
    assertThat(finds("^\\PN$", "éé")).isFalse();
  }

  @Test
  void patternsFindWhatRe2Finds() throws InvalidPatternException {
    holdAgainstRe2(6_000, 1);
  }

  @Test
  @Tag("full")
  void manyPatternsFindWhatRe2Finds() throws InvalidPatternException {
    holdAgainstRe2(200_000, 2);
  }

  private static void holdAgainstRe2(int patterns, long seed) throws InvalidPatternException {
    RandomPatterns random = new RandomPatterns(new Random(seed));
    int automata = 0;
    int found = 0;
    for (int judged = 0; judged < patterns; ) {
      String expression = random.pattern();
      if (EndlessFolding.isIn(expression)) {
        continue; // RE2/J may never end, so there is nothing to hold it against
      }
      Pattern re2;
      try {
        re2 = Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        continue;
      }
      judged++;
      BytePattern pattern = BytePattern.compile(expression);
      automata += pattern.isAutomaton() ? 1 : 0;
      for (int i = 0; i < TEXTS_PER_PATTERN; i++) {
        String text = random.text();
        boolean expected = re2.matcher(text).find();
        byte[] bytes = utf8("k" + text + "\n");
        found += expected ? 1 : 0;
        assertThat(pattern.find(bytes, 1, bytes.length - 2))
            .as("%s in %s", expression, text)
            .isEqualTo(expected);
      }
    }
    assertThat(automata).isGreaterThan(patterns * 3 / 4);
    assertThat(found).isBetween(patterns, patterns * (TEXTS_PER_PATTERN - 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[A-Z]{3}$",
        "^(a+)+$",
        "^ORD-\\d{8}$",
        "(?i)^(visa|mastercard|amex)$",
        "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
        "^.{1,1000}$",
        "\\b\\w+\\b",
        "(?m)^#.*$",
        "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$",
        "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$",
        "^[\\x{4E00}-\\x{9FFF}]+$",
        "(?i)^straße$",
        "(?i)[é-€]"
      })
  void whatContractsAskForRunsAsAnAutomaton(String pattern) throws InvalidPatternException {
    assertThat(BytePattern.compile(pattern).isAutomaton()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^\\pL+$",
        "\\Qa.b\\E",
        "(?i)\\pLé",
        "\\101",
        "[ab]*a[ab]{14}",
        "((a{30}){30}){30}",
        "^(.{0,900}x){3}$"
      })
  void otherPatternsAreRunByRe2(String expression) throws InvalidPatternException {
    BytePattern pattern = BytePattern.compile(expression);
    assertThat(pattern.isAutomaton()).isFalse();
    for (String text : new String[] {"", "a.b", "É", "A", "a".repeat(15), "x".repeat(3)}) {
      assertThat(finds(expression, text))
          .isEqualTo(Pattern.compile(expression).matcher(text).find());
    }
  }

  @Test
  void patternsNestedTooDeepAreRunByRe2() throws InvalidPatternException {
    String deep = "(".repeat(200) + "a" + ")".repeat(200);

    assertThat(BytePattern.compile(deep).isAutomaton()).isFalse();
    assertThat(finds(deep, "a")).isTrue();
  }

  @Test
  void whatRe2HasNotIsAnError() {
    assertThatThrownBy(() -> BytePattern.compile("a(?=b)"))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageContaining("invalid or unsupported");
    assertThatThrownBy(() -> BytePattern.compile("(a")).isInstanceOf(InvalidPatternException.class);
    assertThatThrownBy(() -> BytePattern.compile("(a)\\1"))
        .isInstanceOf(InvalidPatternException.class);
  }

  /** RE2/J goes from a letter to its next case until it is back, and from these it never is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)[é-€]",
        "(?i)\u1c80",
        "(?i:\\x{1c88})",
        "a(?s-m:b(?mi)[^\\x{80}-\\x{10FFFF}])",
        "(?i)[]\\x5d\\x{ff}-\\x{2000}]"
      })
  void casesThatRe2NeverEndsToFollowAreFollowed(String expression) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(BytePattern.compile(expression).isAutomaton()).isTrue();
          assertThatThrownBy(() -> BytePattern.requireRe2(expression))
              .isInstanceOf(InvalidPatternException.class)
              .hasMessageContaining("U+1C80 to U+1C88");
          assertThatThrownBy(() -> BytePattern.compile(expression + "\\pL"))
              .isInstanceOf(InvalidPatternException.class)
              .hasMessageContaining("U+1C80 to U+1C88");
          assertThatThrownBy(() -> BytePattern.compile(expression + "("))
              .isInstanceOf(InvalidPatternException.class)
              .hasMessageContaining("missing closing )");
        });
  }

  @Test
  void aLetterIsFoundInEachOfItsCasesAndInNoOther() throws InvalidPatternException {
    assertThat(finds("(?i)^[é-€]+$", "ÉᲀВвſS")).isTrue();
    assertThat(finds("(?i)^\u1c80$", "В")).isTrue();
    assertThat(finds("(?i)^[^é-€]$", "É")).isFalse();
    assertThat(finds("(?i)^i$", "İ")).isFalse();
    assertThat(finds("(?i)^i$", "ı")).isFalse();
    assertThat(finds("(?i)^ΣΌΛΟΣ$", "σόλος")).isTrue();
  }

  /**
   * Its tables grow older than the JDK's: these are the letters that it does not come back from.
   */
  @Test
  void theLettersThatRe2DoesNotComeBackFromAreThoseThatAreLookedFor() throws Exception {
    Method fold =
        Class.forName("com.google.re2j.Unicode").getDeclaredMethod("simpleFold", int.class);
    fold.setAccessible(true);
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      List<Integer> cases = new ArrayList<>(List.of(c));
      int next = (int) fold.invoke(null, c);
      while (next != c && cases.size() < 10) {
        cases.add(next);
        next = (int) fold.invoke(null, next);
      }
      boolean isEndless = next != c;
      assertThat(isEndless).isEqualTo(c >= EndlessFolding.FIRST && c <= EndlessFolding.LAST);
      if (!isEndless) {
        List<Integer> known = new ArrayList<>(CaseFolding.variants(c, c));
        known.removeIf(v -> v >= EndlessFolding.FIRST && v <= EndlessFolding.LAST);
        assertThat(known.isEmpty() ? List.of(c) : known).containsExactlyInAnyOrderElementsOf(cases);
      }
    }
  }

  @Test
  void nothingIsAllocatedWhereAnAutomatonLooks() throws InvalidPatternException {
    BytePattern pattern = BytePattern.compile("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$");
    byte[] text = utf8("jürgen@example.com");

    assertThat(pattern.find(text, 0, text.length)).isTrue();
    assertThat(Allocation.ofEach(100_000, () -> pattern.find(text, 0, text.length))).isLessThan(1);
  }

  /** Each byte costs one look-up, so what is left to bound is the number of states. */
  @Test
  void aPatternThatBacktracksElsewhereIsAFewStates() throws Exception {
    Automaton automaton = Automaton.of(PatternReader.read("(a+)+$"));
    byte[] evil = new byte[1_000_000];
    Arrays.fill(evil, (byte) 'a');
    evil[evil.length - 1] = 'b';

    assertThat(automaton.size()).isLessThan(8);
    assertThat(automaton.find(evil, 0, evil.length)).isFalse();
    assertThat(automaton.find(evil, 0, evil.length - 1)).isTrue();
  }
}
