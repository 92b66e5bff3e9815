package io.sluice.pipeline.registry;

import org.apache.avro.Schema;

/** An Apicurio Registry. Thread-safe; asks anew each time. */
public final class ApicurioRegistry implements SchemaSource, AutoCloseable {

  private final RegistryHttp http;
  private final AvroTexts texts;

  public ApicurioRegistry(RegistrySettings settings) {
    this.http = new RegistryHttp(settings);
    this.texts = new AvroTexts(http);
  }

  /** The contracts that are registered there. */
  public ContractStore contracts() {
    return new ContractStore(http);
  }

  /** Registers contracts there. */
  public Publisher publisher() {
    return new Publisher(http);
  }

  @Override
  public SchemaLookup byContentId(long id) {
    return lookup("contentIds", id);
  }

  @Override
  public SchemaLookup byGlobalId(long id) {
    return lookup("globalIds", id);
  }

  @Override
  public OwnSchema own(String topic, Schema schema) {
    try {
      return new OwnSchema.Registered(new OwnSchemas(http).contentId(topic, schema));
    } catch (RegistryUnavailableException | PublicationRefusedException e) {
      return new OwnSchema.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  private SchemaLookup lookup(String kind, long id) {
    try {
      return texts.read(RegistryHttp.path("ids", kind, Long.toString(id)));
    } catch (RegistryUnavailableException e) {
      return new SchemaLookup.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
