package io.sluice.pipeline.registry;

/** What asking for the id of a schema of Sluice's own gave. */
public sealed interface OwnSchema {

  /**
   * It is registered.
   *
   * @param contentId by which records name it
   */
  record Registered(int contentId) implements OwnSchema {}

  /**
   * It is not, or nobody can say.
   *
   * @param reason for people; holds no secret
   */
  record Unavailable(String reason) implements OwnSchema {}
}
