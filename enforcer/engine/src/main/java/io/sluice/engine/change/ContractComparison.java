package io.sluice.engine.change;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Server;
import io.sluice.engine.contract.Stamp;
import io.sluice.engine.contract.SupportChannel;
import io.sluice.engine.contract.Written;
import io.sluice.engine.lifecycle.Notice;
import io.sluice.engine.sli.Promises;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two revisions of one contract as a whole. */
final class ContractComparison {

  /** Keys of the document that are compared one by one; of the others their text is. */
  private static final Set<String> COMPARED =
      Set.of(
          "version",
          "status",
          "id",
          "schema",
          "slaProperties",
          "customProperties",
          "servers",
          "support",
          "team");

  /** Settings that are compared where they belong. */
  private static final Set<String> SETTINGS =
      Set.of(
          Binding.RAW_TOPIC_PROPERTY,
          Binding.DEAD_LETTER_TOPIC_PROPERTY,
          Binding.FRAMING_PROPERTY,
          Binding.IGNORE_TYPES_PROPERTY,
          Stamp.PROPERTY,
          Promises.OBJECTIVES_PROPERTY,
          Promises.ARRIVAL_PROPERTY,
          Promises.DENOMINATOR_PROPERTY,
          Promises.CLOCK_SKEW_PROPERTY,
          Promises.BACKFILL_PROPERTY,
          Notice.PROPERTY);

  private final ChangeLog log;
  private final Revision before;
  private final Revision after;
  private final LocalDate today;

  private ContractComparison(ChangeLog log, Revision before, Revision after, LocalDate today) {
    this.log = log;
    this.before = before;
    this.after = after;
    this.today = today;
  }

  /** All changes, each with the impact of its kind. */
  static ChangeLog compare(Revision before, Revision after, LocalDate today) {
    ChangeLog log = new ChangeLog(after.contract().id());
    new ContractComparison(log, before, after, today).compare();
    return log;
  }

  private void compare() {
    identity();
    new TopicComparison(log, before, after).compare();
    FieldComparison fields = new FieldComparison(log, after.classifications());
    fields.compare(before, after);
    new ObjectComparison(log, before, after).compare(fields::now);
    said(
        "slaProperties",
        () -> {
          new LifecycleComparison(log, before, after, today).compare();
          new PromiseComparison(log, before, after, fields::now).compare();
          new UnmeasuredComparison(log, before, after).compare();
        });
    said("team", this::team);
    said("support", this::support);
    said("servers", this::servers);
    settings();
    texts();
    VersionCheck.check(log, before, after);
  }

  private void identity() {
    String was = before.contract().id();
    String now = after.contract().id();
    if (!was.equals(now)) {
      log.add(
          ChangeKind.CONTRACT_RENAMED,
          "id",
          before.at("id"),
          after.at("id"),
          "the contract is %s, and was %s".formatted(now, was));
    }
  }

  // ---- people and places

  /** Nothing that is written changes unseen: what no comparison knows is said to have changed. */
  private void said(String key, Runnable comparison) {
    int known = log.size();
    comparison.run();
    if (log.size() == known && !Objects.equals(value(before, key), value(after, key))) {
      log.add(
          ChangeKind.OTHER_CHANGED,
          key,
          before.at(key),
          after.at(key),
          key + " is written otherwise");
    }
  }

  private void team() {
    if (!Objects.equals(before.contract().team(), after.contract().team())) {
      log.add(
          ChangeKind.OWNER_CHANGED,
          "team",
          before.at("team"),
          after.at("team"),
          "the people who own the contract have changed");
    }
  }

  private void support() {
    Set<String> channels =
        after.contract().support().stream()
            .map(SupportChannel::channel)
            .collect(Collectors.toSet());
    for (SupportChannel channel : before.contract().support()) {
      if (!channels.contains(channel.channel())) {
        log.add(
            ChangeKind.SUPPORT_REMOVED,
            channel.channel(),
            before.at("support"),
            after.at("support"),
            "support channel %s is gone".formatted(channel.channel()));
      }
    }
  }

  private void servers() {
    Map<String, Server> servers =
        after.contract().servers().stream()
            .collect(Collectors.toMap(Server::server, s -> s, (a, b) -> a));
    for (Server server : before.contract().servers()) {
      Server same = servers.get(server.server());
      if (!server.equals(same)) {
        log.add(
            ChangeKind.SERVER_CHANGED,
            server.server(),
            before.at("servers"),
            after.at("servers"),
            same == null
                ? "server %s is gone".formatted(server.server())
                : "server %s is at %s, and was at %s"
                    .formatted(
                        server.server(), Words.quoted(same.host()), Words.quoted(server.host())));
      }
    }
  }

  // ---- texts, and whatever else is written

  private void texts() {
    Set<String> keys = new LinkedHashSet<>(before.document().keys());
    keys.addAll(after.document().keys());
    keys.removeAll(COMPARED);
    for (String key : keys) {
      if (!Objects.equals(value(before, key), value(after, key))) {
        log.add(
            ChangeKind.CONTRACT_TEXT,
            key,
            before.at(key),
            after.at(key),
            "%s is another one".formatted(key));
      }
    }
  }

  private static @Nullable Object value(Revision revision, String key) {
    return revision.document().child(key).map(Written::value).orElse(null);
  }

  /** The settings of the contract that nothing above is about. */
  private void settings() {
    Map<String, Written> was = settings(before);
    Map<String, Written> now = settings(after);
    Set<String> names = new TreeSet<>(was.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      Written old = was.get(name);
      Written current = now.get(name);
      if (!Words.areSame(Words.of(old), Words.of(current))) {
        log.add(
            ChangeKind.OTHER_CHANGED,
            name,
            before.setting(name),
            after.setting(name),
            "%s is %s, and was %s"
                .formatted(name, Words.quoted(Words.of(current)), Words.quoted(Words.of(old))));
      }
    }
  }

  private static Map<String, Written> settings(Revision revision) {
    Map<String, Written> settings = new HashMap<>();
    for (CustomProperty custom : revision.contract().customProperties()) {
      if (!SETTINGS.contains(custom.property())) {
        settings.putIfAbsent(custom.property(), custom.written());
      }
    }
    return settings;
  }
}
