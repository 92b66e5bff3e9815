package io.sluice.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.contract.Framing;
import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.plan.MemberPlan.Membership;
import io.sluice.engine.sli.Population;
import io.sluice.engine.testing.Avro;
import io.sluice.engine.walk.Walk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberPlanTest {

  private static final KeyHash HASH = KeyHash.ofContract("upstream.wells");
  private static final Schema WELL =
      Avro.thing(
          "{\"name\":\"note\",\"type\":[\"null\",\"string\"]}",
          "{\"name\":\"well\",\"type\":{\"type\":\"record\",\"name\":\"Well\",\"fields\":["
              + "{\"name\":\"id\",\"type\":[\"null\",\"string\"]},"
              + "{\"name\":\"number\",\"type\":\"long\"}]}}",
          "{\"name\":\"status\",\"type\":{\"type\":\"enum\",\"name\":\"Status\",\"symbols\":[\"ACTIVE\",\"SHUT\"]}}",
          "{\"name\":\"depth\",\"type\":\"int\"}");

  private final Walk walk = new Walk();

  private static Population.Topic population(@Nullable String key, @Nullable String condition) {
    return new Population.Topic(
        "ref.wells", Optional.ofNullable(key), Optional.ofNullable(condition), Framing.REGISTRY);
  }

  private static byte[] well(@Nullable String id, long number, String status, int depth) {
    Schema inner = WELL.getField("well").schema();
    return Avro.bytes(
        Avro.record(
            WELL,
            null,
            Avro.record(inner, id, number),
            new GenericData.EnumSymbol(WELL.getField("status").schema(), status),
            depth),
        WELL);
  }

  private Membership judge(@Nullable String key, @Nullable String condition, byte[] value)
      throws UnfitReferenceException {
    return MemberPlan.of(population(key, condition), HASH, WELL).judge(walk, value, 0);
  }

  @Test
  void recordForWhichTheConditionHoldsStandsForTheMemberItsFieldNames() throws Exception {
    String active = "message.status == 'ACTIVE'";

    assertThat(judge("well.id", active, well("w-7", 7, "ACTIVE", 1)))
        .isInstanceOfSatisfying(
            Membership.OfField.class,
            member -> assertThat(member.hash()).isEqualTo(HASH.of(List.of("w-7"))));
    assertThat(judge("well.number", null, well("w-7", 7, "SHUT", 1)))
        .isInstanceOfSatisfying(
            Membership.OfField.class,
            member -> assertThat(member.hash()).isEqualTo(HASH.of(List.of("7"))));
    assertThat(judge("well.id", active, well("w-7", 7, "SHUT", 1)))
        .isEqualTo(new Membership.Nobody());
    assertThat(judge(null, active, well("w-7", 7, "ACTIVE", 1)))
        .isEqualTo(new Membership.OfRecordKey());
  }

  @Test
  void keyOfARecordHasTheHashOfItsText() {
    assertThat(HASH.of("w-7".getBytes(StandardCharsets.UTF_8))).isEqualTo(HASH.of(List.of("w-7")));
  }

  @Test
  void bytesThatDoNotDecodeAreUnreadable() throws Exception {
    byte[] well = well("w-7", 7, "ACTIVE", 1);

    assertThat(judge("well.id", null, Arrays.copyOf(well, well.length - 1)))
        .isEqualTo(new Membership.Unreadable());
    assertThat(judge("well.id", null, Arrays.copyOf(well, well.length + 1)))
        .isEqualTo(new Membership.Unreadable());
  }

  @Test
  void nobodyCanSayWithoutAKeyNorWhereTheConditionFails() throws Exception {
    assertThat(judge("well.id", null, well(null, 7, "ACTIVE", 1)))
        .isEqualTo(new Membership.Undecided("field well.id is null"));
    assertThat(judge("well.id", "10 / message.depth == 1", well("w-7", 7, "ACTIVE", 0)))
        .isEqualTo(new Membership.Undecided("the condition can't be evaluated"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing     |                      | it has no field nothing of one type
          well.other  |                      | it has no field well.other of one type
          well        |                      | its field well is record: keys are single values
          well.id     | message.open         | the condition does not fit it: undefined field 'open'
          well.id     | message.depth + 1    | the condition does not fit it: it gives int
          """)
  void schemaThatLacksWhatIsAskedOfItIsNamed(
      String key, @Nullable String condition, String reason) {
    assertThatThrownBy(() -> judge(key, condition, new byte[0]))
        .isInstanceOf(UnfitReferenceException.class)
        .hasMessageStartingWith(reason);
  }
}
