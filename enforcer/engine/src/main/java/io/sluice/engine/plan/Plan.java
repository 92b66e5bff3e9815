package io.sluice.engine.plan;

import io.sluice.engine.observe.Observation;
import io.sluice.engine.observe.Observer;
import io.sluice.engine.rewrite.Product;
import io.sluice.engine.rewrite.Rewriter;
import io.sluice.engine.rewrite.Rewriting;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.walk.Step;
import io.sluice.engine.walk.Walk;

/** A contract compiled against one writer schema. Immutable and safe to share between threads. */
public sealed interface Plan {

  /**
   * Judges one record.
   *
   * @param walk the calling thread's scratch space
   * @param bytes holds the record's Avro binary, without framing
   * @param offset where it starts
   * @param length how many bytes it has
   * @return the verdict; {@link Verdict#COMPLIANT} itself where nothing is broken. Whatever the
   *     bytes are, no exception is thrown for them
   */
  Verdict judge(Walk walk, byte[] bytes, int offset, int length);

  /**
   * Judges the record that starts at the offset, whatever follows it. Where this plan {@linkplain
   * Walking walks} and the walk has not failed, it stands behind the record afterwards.
   */
  Verdict judgeNext(Walk walk, byte[] bytes, int offset, int length);

  /**
   * Observes the record that was judged last, and is still in its bytes.
   *
   * @param walk the one that it was judged with
   * @return false where it does not decode: then nothing was observed
   */
  boolean observe(Walk walk, Observation into);

  /**
   * Writes what the product gets of the record that was judged last, and is still in its bytes:
   * masked, and with the contract's fields alone where it asks for that.
   *
   * @param walk the one that it was judged with; it found nothing that violates
   * @return false where the product gets the record as it is: then nothing was written
   * @throws IllegalStateException where the record does not decode, or its schema does not fit
   */
  boolean rewrite(Walk walk, Rewriting into);

  /**
   * What the product's records are written with: the writer's schema, or the contract's own.
   *
   * @throws IllegalStateException where no record of the writer is compliant
   */
  Product product();

  /**
   * Whether a record of the writer can comply. Where none can, the writer's records are another
   * contract's, or nobody's.
   */
  boolean mayComply();

  /**
   * Walks over each record.
   *
   * @param mayComply not, where what the writer lacks has a default that breaks a rule
   */
  record Walking(Step root, Observer observer, Product product, boolean mayComply) implements Plan {
    @Override
    public Verdict judge(Walk walk, byte[] bytes, int offset, int length) {
      return walk.over(root, bytes, offset, length);
    }

    @Override
    public Verdict judgeNext(Walk walk, byte[] bytes, int offset, int length) {
      return walk.overNext(root, bytes, offset, length);
    }

    @Override
    public boolean observe(Walk walk, Observation into) {
      return observer.observe(walk, into);
    }

    @Override
    public boolean rewrite(Walk walk, Rewriting into) {
      if (walk.failed()) {
        // To pass it on as it is would pass on what is to be masked.
        throw new IllegalStateException("a record that does not decode has no product");
      }
      Rewriter rewriter = product.rewriter();
      if (rewriter == null) {
        return false;
      }
      rewriter.rewrite(walk, into);
      return true;
    }
  }

  /** The writer schema does not fit the contract, so neither does any record written with it. */
  record Rejecting(Verdict verdict) implements Plan {
    @Override
    public Verdict judge(Walk walk, byte[] bytes, int offset, int length) {
      return verdict;
    }

    @Override
    public Verdict judgeNext(Walk walk, byte[] bytes, int offset, int length) {
      return verdict;
    }

    @Override
    public boolean observe(Walk walk, Observation into) {
      return false;
    }

    @Override
    public boolean rewrite(Walk walk, Rewriting into) {
      throw noProduct();
    }

    @Override
    public Product product() {
      throw noProduct();
    }

    @Override
    public boolean mayComply() {
      return false;
    }

    private static IllegalStateException noProduct() {
      return new IllegalStateException("a record that violates its contract has no product");
    }
  }
}
