package io.sluice.pipeline.enforce;

/** Judging fails on so many records that the pipeline has to pause: a defect of Sluice's own. */
public final class DefectFloodException extends RuntimeException {

  DefectFloodException(long defects, long records, RuntimeException last) {
    super(
        "Sluice failed on %d of %d records within a minute, last with %s"
            .formatted(defects, records, last.getClass().getName()));
  }
}
