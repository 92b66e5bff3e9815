package io.sluice.service;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.sluice.pipeline.Pipeline;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what contracts came to. Counts and times alone, no values of records. */
@Controller("/api/v1/contracts/{id}/slis")
final class SliController {

  private static final Logger LOG = LoggerFactory.getLogger(SliController.class);

  private final Fleet fleet;
  private final Measuring measuring;

  SliController(Fleet fleet, Measuring measuring) {
    this.fleet = fleet;
    this.measuring = measuring;
  }

  /**
   * What the promises of a contract come to. Any instance answers for every contract of the
   * service: what it does not measure itself it reads from the SLI topic, which takes a moment.
   *
   * @param id a contract's, which means the newest of its major versions that run, or {@code
   *     <id>:<major>}
   * @param history whether with what is known of the past
   */
  @Get(produces = MediaType.APPLICATION_JSON)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> slis(String id, @QueryValue(defaultValue = "false") boolean history) {
    Pipeline pipeline = fleet.find(id).orElse(null);
    if (pipeline == null) {
      return HttpResponse.notFound();
    }
    try {
      return HttpResponse.ok(
          measuring
              .of(pipeline.contract(), history)
              .map(slis -> SliJson.of(slis, history))
              .orElseGet(() -> SliJson.nothing(pipeline.major().id()))
              .toString());
    } catch (KafkaException e) {
      LOG.warn("action=readSlis contract={} reason=\"{}\"", id, e.toString());
      return HttpResponse.serverError();
    }
  }
}
