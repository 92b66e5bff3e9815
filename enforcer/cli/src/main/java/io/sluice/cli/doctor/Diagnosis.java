package io.sluice.cli.doctor;

import java.util.List;

/**
 * What the dry run found.
 *
 * @param places broker and registry
 * @param service what is amiss whatever the contracts are
 */
public record Diagnosis(List<Place> places, List<Symptom> service, List<SourceReport> sources) {

  public Diagnosis {
    places = List.copyOf(places);
    service = List.copyOf(service);
    sources = List.copyOf(sources);
  }

  /** Whether both broker and registry answered. */
  public boolean isReached() {
    return places.stream().allMatch(Place::isReached);
  }

  /** Whether anything is amiss that keeps a contract from being enforced or kept. */
  public boolean hasProblems() {
    return service.stream().anyMatch(Symptom::isProblem)
        || sources.stream().anyMatch(SourceReport::hasProblems);
  }
}
