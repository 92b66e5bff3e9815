package io.sluice.cli.export.command;

import io.sluice.cli.console.OutputFormat;
import io.sluice.cli.export.AclCommands;
import io.sluice.cli.export.Subject;
import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.MeasureApplication;
import io.sluice.service.access.RoleAccess;
import io.sluice.service.access.ServiceAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes who may do what with the topics of contracts. */
@Command(
    name = "acls",
    description = {
      "Writes the access that the roles of contracts get on Kafka, and what Sluice itself needs, as",
      "commands of kafka-acls.sh, or as JSON. A role's access is of the words read (product and SLI",
      "topic), investigate (dead letters and SLI topic), replay (dead letters and replay topic),",
      "measure (SLI topic) and write (raw topic).",
      ""
    })
final class ExportAclsCommand extends ContractExport {

  @Option(
      names = "--principal",
      paramLabel = "FORMAT",
      defaultValue = "User:{role}",
      description =
          "Kafka's name for a role, with {role} for the name that the contract has; default ${DEFAULT-VALUE}.")
  private String principal = "";

  @Option(
      names = "--service",
      paramLabel = "PRINCIPAL",
      defaultValue = "User:sluice",
      description = "Kafka's name for Sluice's user; default ${DEFAULT-VALUE}.")
  private String service = "";

  @Option(
      names = "--measure-application-id",
      paramLabel = "ID",
      defaultValue = MeasureApplication.DEFAULT_APPLICATION_ID,
      description = "As sluice.measure.application-id has it; default ${DEFAULT-VALUE}.")
  private String measureApplicationId = "";

  @Option(
      names = "--create-topics",
      description = "Sluice may create the topics that it writes (sluice.pipeline.create-topics).")
  private boolean createsTopics;

  @Mixin private OutputFormat format = new OutputFormat();

  @Override
  void export(List<Subject> subjects, ExportOptions to) throws IOException {
    to.write(
        subjects,
        format.isJson() ? ".acls.json" : ".acls.sh",
        some -> format.isJson() ? AclCommands.json(acls(some)) : AclCommands.shell(acls(some)));
    to.say(
        subjects.stream()
            .flatMap(s -> RoleAccess.of(s.contract(), principal).notes().stream())
            .toList());
  }

  private List<AclBinding> acls(List<Subject> subjects) {
    ServiceAccess itsOwn = new ServiceAccess(service, measureApplicationId, createsTopics);
    List<AclBinding> acls = new ArrayList<>(itsOwn.once());
    for (Subject subject : subjects) {
      Contract contract = subject.contract();
      acls.addAll(itsOwn.forContract(contract));
      acls.addAll(RoleAccess.of(contract, principal).acls());
    }
    return acls.stream().distinct().toList();
  }
}
