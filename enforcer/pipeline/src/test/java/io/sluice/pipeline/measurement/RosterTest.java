package io.sluice.pipeline.measurement;

import static io.sluice.pipeline.measurement.Measured.hash;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RosterTest {

  private final Roster roster = new Roster("nobody has read it");

  private List<String> members() {
    List<String> members = new ArrayList<>();
    roster.visit(
        (high, low) ->
            members.add(
                new String(
                        ByteBuffer.allocate(16).putLong(high).putLong(low).array(),
                        StandardCharsets.UTF_8)
                    .trim()));
    return members.stream().sorted().toList();
  }

  @Test
  void nobodyIsAMemberUntilEverythingHasBeenRead() {
    roster.put(hash("1"), hash("a"));
    assertThat(members()).isEmpty();
    assertThat(roster.unknown()).contains("nobody has read it");

    roster.known();
    assertThat(members()).containsExactly("a");
    assertThat(roster.unknown()).isEmpty();

    roster.unknown("the registry is gone");
    assertThat(members()).isEmpty();
    assertThat(roster.unknown()).contains("the registry is gone");
  }

  @Test
  void populationOfNobodyIsNotKnown() {
    roster.known();

    assertThat(roster.unknown()).contains("the reference topic holds no member of the population");
  }

  @Test
  void laterRecordTakesThePlaceOfTheOneBefore() {
    roster.known();
    roster.put(hash("1"), hash("a"));
    roster.put(hash("2"), hash("b"));
    roster.put(hash("1"), hash("c"));
    assertThat(members()).containsExactly("b", "c");

    roster.put(hash("2"), null);
    roster.put(hash("3"), null);
    assertThat(members()).containsExactly("c");
  }

  @Test
  void memberStaysUntilNoRecordStandsForIt() {
    roster.known();
    roster.put(hash("1"), hash("a"));
    roster.put(hash("2"), hash("a"));
    roster.put(hash("1"), null);
    assertThat(members()).containsExactly("a");

    roster.put(hash("2"), hash("b"));
    assertThat(members()).containsExactly("b");
  }

  @Test
  void whateverComesAndGoesTheMembersAreThoseOfTheLastRecords() {
    roster.known();
    Map<String, String> last = new HashMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      String record = String.valueOf(random.nextInt(800));
      if (random.nextInt(3) == 0) {
        last.remove(record);
        roster.put(hash(record), null);
      } else {
        String member = String.valueOf(random.nextInt(500));
        last.put(record, member);
        roster.put(hash(record), hash(member));
      }
    }

    assertThat(members()).containsExactlyElementsOf(new TreeSet<>(last.values()));
    assertThat(roster.size()).isEqualTo(new TreeSet<>(last.values()).size());
  }
}
