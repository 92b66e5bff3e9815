package io.sluice.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;

/**
 * What the instances of a measure application have in common: the contracts that they select. One
 * that selects others would pass over what is counted for those that it does not. So each bears a
 * mark of its selection in its client id, where the others see it.
 */
record Likeness(String applicationId, String mark) {

  private static final Pattern MARKED = Pattern.compile("-selects-([0-9a-f]{8})-");
  private static final int PATIENCE_SECONDS = 5;

  /**
   * That of an instance.
   *
   * @param selection the same text where the same contracts are selected
   */
  static Likeness of(String applicationId, String selection) {
    CRC32 sum = new CRC32();
    sum.update(selection.getBytes(StandardCharsets.UTF_8));
    return new Likeness(applicationId, "%08x".formatted(sum.getValue()));
  }

  /**
   * A client id that bears the mark, of this instance alone.
   *
   * @param kafka the user's properties, whose client id goes before it
   */
  String clientId(Map<String, String> kafka) {
    String prefix = kafka.getOrDefault(CommonClientConfigs.CLIENT_ID_CONFIG, applicationId);
    return "%s-selects-%s-%s".formatted(prefix, mark, UUID.randomUUID());
  }

  /** What to do about instances that are there and select other contracts; empty for none. */
  Optional<String> obstacle(Admin admin) throws InterruptedException {
    TreeSet<String> others = new TreeSet<>();
    for (MemberDescription member : members(admin)) {
      Matcher marked = MARKED.matcher(member.clientId());
      if (marked.find() && !marked.group(1).equals(mark)) {
        others.add(member.host());
      }
    }
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "instances at %s measure as %s, too, and select other contracts: services that select different contracts need one sluice.measure.application-id each"
                .formatted(String.join(", ", others), applicationId));
  }

  /** The members of the group; none where the cluster does not say, as of a group that is new. */
  private List<MemberDescription> members(Admin admin) throws InterruptedException {
    try {
      return admin
          .describeConsumerGroups(List.of(applicationId))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .flatMap(group -> group.members().stream())
          .toList();
    } catch (ExecutionException | TimeoutException e) {
      return List.of();
    }
  }
}
