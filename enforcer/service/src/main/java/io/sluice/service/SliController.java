package io.sluice.service;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;

/** Says what contracts came to. Counts and times alone, no values of records. */
@Controller("/api/v1/contracts/{id}/slis")
final class SliController {

  private final Fleet fleet;
  private final Measuring measuring;

  SliController(Fleet fleet, Measuring measuring) {
    this.fleet = fleet;
    this.measuring = measuring;
  }

  /**
   * What the promises of a contract come to.
   *
   * @param history whether with what is known of the past
   */
  @Get(produces = MediaType.APPLICATION_JSON)
  HttpResponse<String> slis(String id, @QueryValue(defaultValue = "false") boolean history) {
    if (!(fleet.members().get(id) instanceof FleetMember.Enforced)) {
      return HttpResponse.notFound();
    }
    return HttpResponse.ok(
        measuring
            .snapshots()
            .of(id)
            .map(snapshot -> SliJson.of(snapshot, history))
            .orElseGet(() -> SliJson.unknown(id))
            .toString());
  }
}
