package io.sluice.engine.authoring;

/** Writes what the canvas says of the people around a product: whose it is, for what and whom. */
record DraftPeople(Canvas canvas) {

  void write(YamlText yaml) {
    if (canvas.domain() != null) {
      yaml.entry("domain", canvas.domain());
    }
    if (canvas.purpose() != null) {
      yaml.key("description").entry("purpose", canvas.purpose()).end();
    }
    team(yaml);
    if (canvas.supportChannel() != null) {
      yaml.key("support").item().entry("channel", canvas.supportChannel());
      if (canvas.supportUrl() != null) {
        yaml.entry("url", canvas.supportUrl());
      }
      yaml.end().end();
    }
  }

  private void team(YamlText yaml) {
    boolean hasMembers = canvas.owner() != null || !canvas.consumers().isEmpty();
    if (canvas.team() == null && !hasMembers) {
      return;
    }
    yaml.key("team");
    if (canvas.team() != null) {
      yaml.entry("name", canvas.team());
    }
    if (hasMembers) {
      yaml.key("members");
      if (canvas.owner() != null) {
        member(yaml, canvas.owner(), "owner");
      }
      canvas.consumers().forEach(consumer -> member(yaml, consumer, "consumer"));
      yaml.end();
    }
    yaml.end();
  }

  private static void member(YamlText yaml, String username, String role) {
    yaml.item().entry("username", username).entry("role", role).end();
  }
}
