package io.sluice.pipeline.reference;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;

import io.sluice.engine.observe.KeyHash;
import io.sluice.engine.sli.Population;
import io.sluice.pipeline.enforce.Backoff;
import io.sluice.pipeline.measure.References;
import io.sluice.pipeline.measurement.Roster;
import io.sluice.pipeline.registry.SchemaSource;
import io.sluice.pipeline.topic.ReferenceTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the reference topics of the contracts that are measured here, each on its own thread. */
public final class ReferenceReaders implements References {

  private final String clientId;
  private final Map<String, Object> config;
  private final Supplier<Admin> admin;
  private final SchemaSource schemas;
  private final ReferenceReader.Pace pace;
  private final AtomicInteger readers = new AtomicInteger();

  /**
   * @param clientId by which the broker knows the consumers, with a number behind it
   * @param config of a consumer; what reading rests on is set here
   * @param backoff between two attempts to read a topic, or to ask the registry
   * @param look how often a topic is looked at
   */
  public ReferenceReaders(
      String clientId,
      Map<String, Object> config,
      Supplier<Admin> admin,
      SchemaSource schemas,
      Backoff backoff,
      Duration look) {
    this.clientId = clientId;
    this.config = new HashMap<>(config);
    this.config.put(ISOLATION_LEVEL_CONFIG, "read_committed");
    this.config.put(AUTO_OFFSET_RESET_CONFIG, "none");
    this.config.put(ENABLE_AUTO_COMMIT_CONFIG, false);
    this.config.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.config.remove(GROUP_ID_CONFIG);
    this.admin = admin;
    this.schemas = schemas;
    this.pace = new ReferenceReader.Pace(backoff, look);
  }

  @Override
  public Followed of(String contract) {
    return new Readers(contract);
  }

  /** The topics of one contract, as far as they were asked for. */
  private final class Readers implements Followed {
    private final String contract;
    private final Map<Population.Topic, Roster> rosters = new HashMap<>();
    private final List<ReferenceReader> started = new ArrayList<>();

    Readers(String contract) {
      this.contract = contract;
    }

    @Override
    public Roster roster(Population.Topic population) {
      return rosters.computeIfAbsent(population, this::start);
    }

    private Roster start(Population.Topic population) {
      Roster roster = new Roster("topic %s is being read".formatted(population.topic()));
      ReferenceReader reader = reader(contract, population, roster);
      started.add(reader);
      reader.start();
      return roster;
    }

    @Override
    public void close() {
      started.forEach(ReferenceReader::stop);
    }
  }

  private ReferenceReader reader(String contract, Population.Topic population, Roster roster) {
    String topic = population.topic();
    return new ReferenceReader(
        contract,
        topic,
        this::consumer,
        () -> ReferenceTopics.look(admin.get(), topic),
        new MemberReader(population, KeyHash.ofContract(contract), schemas, roster),
        roster,
        pace);
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> own = new HashMap<>(config);
    own.put(CLIENT_ID_CONFIG, clientId + "-reference-" + readers.incrementAndGet());
    return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
