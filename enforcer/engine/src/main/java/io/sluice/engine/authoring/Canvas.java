package io.sluice.engine.authoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only people know of a product, as the data product canvas asks for it; null and empty is
 * what was not answered.
 *
 * @param domain that answers for it
 * @param team that owns it
 * @param owner a member of the team
 * @param consumers people or systems that rely on it
 * @param purpose what it is for
 * @param supportChannel where consumers ask
 * @param supportUrl of that channel
 * @param rawTopic where producers' events come
 * @param inputs what else it is made from
 * @param classification of what is not personal data
 * @param promises the one or two that matter most
 * @param eventTime the field that says when an event happened
 */
public record Canvas(
    @Nullable String domain,
    @Nullable String team,
    @Nullable String owner,
    List<String> consumers,
    @Nullable String purpose,
    @Nullable String supportChannel,
    @Nullable String supportUrl,
    @Nullable String rawTopic,
    List<String> inputs,
    @Nullable String classification,
    List<CanvasPromise> promises,
    @Nullable String eventTime) {

  /** Nothing answered. */
  public static final Canvas EMPTY =
      new Canvas(
          null, null, null, List.of(), null, null, null, null, List.of(), null, List.of(), null);

  public Canvas {
    consumers = List.copyOf(consumers);
    inputs = List.copyOf(inputs);
    promises = List.copyOf(promises);
  }
}
