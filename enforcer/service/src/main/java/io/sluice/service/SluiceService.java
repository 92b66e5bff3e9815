package io.sluice.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.Snapshot;
import io.sluice.pipeline.measure.Snapshots;
import io.sluice.service.settings.IllegalSettingException;
import io.sluice.service.settings.ServiceSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The running service. */
public final class SluiceService implements AutoCloseable {

  private final ApplicationContext context;
  private final EmbeddedServer server;
  private boolean closed;

  private SluiceService(ApplicationContext context, EmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  /**
   * Starts a service with these settings and no others: neither a file nor the environment is
   * looked at.
   *
   * @throws IllegalSettingException where a setting is unknown or not legal
   */
  public static SluiceService startWith(Map<String, Object> settings) {
    return start(List.of(PropertySources.overrides(settings)), JudgingTime.REAL);
  }

  /**
   * Likewise, one that judges by another clock than the real one. A minute is judged as soon as the
   * clock says that it is over: who sets the clock waits until what belongs to the minute has been
   * {@linkplain #measured taken}.
   */
  public static SluiceService startWith(Map<String, Object> settings, Clock clock) {
    return start(List.of(PropertySources.overrides(settings)), JudgingTime.set(clock));
  }

  /**
   * Starts a service with the settings of a file and of the environment, which wins.
   *
   * @param config YAML or Java properties; null for none
   * @param overrides settings that go before both, by name
   * @throws IllegalSettingException where the file can't be read, or a setting is unknown or not
   *     legal
   * @throws ServiceStartException where it can't listen
   */
  public static SluiceService start(@Nullable Path config, Map<String, Object> overrides) {
    List<PropertySource> sources = new ArrayList<>();
    if (config != null) {
      sources.add(PropertySources.read(config));
    }
    sources.add(new EnvironmentPropertySource());
    sources.add(PropertySources.overrides(overrides));
    return start(sources, JudgingTime.REAL);
  }

  /**
   * @param user the source that wins last
   */
  private static SluiceService start(List<PropertySource> user, JudgingTime time) {
    ServiceSettings settings = PropertySources.settings(user);
    List<PropertySource> sources = new ArrayList<>(ConfigProviders.veil(user));
    sources.add(PropertySources.defaults());
    sources.add(PropertySources.derived(settings));
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .enableDefaultPropertySources(false)
            .propertySources(sources.toArray(PropertySource[]::new))
            .singletons(settings, time)
            .build();
    try {
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class);
      server.start();
      return new SluiceService(context, server);
    } catch (ServerStartupException e) {
      context.close();
      throw new ServiceStartException(
          "can't listen on %s:%d; is the port taken? Choose another with sluice.port (0 takes a free one)"
              .formatted(settings.host(), settings.port()),
          e);
    } catch (RuntimeException e) {
      context.close();
      throw explained(e);
    }
  }

  /** The setting at fault, where there is one: the framework wraps what its beans throw. */
  private static RuntimeException explained(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalSettingException setting) {
        return setting;
      }
    }
    return e;
  }

  /** Where it listens. */
  public String url() {
    return "http://" + server.getHost() + ":" + server.getPort();
  }

  /** Whether every contract is enforced. */
  public boolean isReady() {
    return context.getBean(Fleet.class).isReady();
  }

  /**
   * How many raw records of a contract this instance has measured since it started.
   *
   * @param contract its id, which means the newest of its major versions that run, or {@code
   *     <id>:<major>}
   */
  public long measured(String contract) {
    Snapshots snapshots = context.getBean(Measuring.class).snapshots();
    return pipeline(contract).map(pipeline -> snapshots.taken(pipeline.major())).orElse(0L);
  }

  /**
   * What a contract, named likewise, came to that this instance measures; empty before a minute was
   * judged.
   */
  public Optional<SliReport> slis(String contract) {
    Snapshots snapshots = context.getBean(Measuring.class).snapshots();
    return pipeline(contract)
        .flatMap(pipeline -> snapshots.of(pipeline.major()))
        .map(Snapshot::report);
  }

  private Optional<Pipeline> pipeline(String contract) {
    return context.getBean(Fleet.class).find(contract);
  }

  /** What keeps it from being ready, a line each; empty where it is. */
  public List<String> obstacles() {
    Fleet fleet = context.getBean(Fleet.class);
    List<String> obstacles = new ArrayList<>();
    if (fleet.awaited() != null) {
      obstacles.add(fleet.awaited());
    }
    fleet
        .members()
        .forEach(
            (name, member) -> {
              if (!member.isReady()) {
                obstacles.add(name + " is " + member.state() + ": " + member.reason());
              }
            });
    return obstacles;
  }

  /**
   * Stops: measuring and pipelines first, then the server, so that health tells to the end. Stops
   * once.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    context.getBean(Measuring.class).close();
    context.getBean(Fleet.class).close();
    // Before the context: what listens to the end of the server makes beans, which that then
    // closes.
    server.stop();
    context.close();
  }
}
