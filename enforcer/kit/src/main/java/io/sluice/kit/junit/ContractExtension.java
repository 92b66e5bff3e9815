package io.sluice.kit.junit;

import io.sluice.kit.EventContract;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Resolves parameters of type {@link EventContract}, see {@link SluiceContract}. */
final class ContractExtension implements ParameterResolver {

  private static final Namespace CONTRACTS = Namespace.create(ContractExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EventContract.class;
  }

  @Override
  public EventContract resolveParameter(ParameterContext parameter, ExtensionContext context) {
    String location =
        parameter
            .findAnnotation(SluiceContract.class)
            .or(() -> around(context))
            .map(SluiceContract::value)
            .orElseThrow(
                () ->
                    new ParameterResolutionException(
                        "which contract? Put @SluiceContract on the parameter, its method or class"));
    return context
        .getRoot()
        .getStore(CONTRACTS)
        .getOrComputeIfAbsent(location, EventContract::at, EventContract.class);
  }

  /** What stands on the method, or on the nearest class. */
  private static Optional<SluiceContract> around(ExtensionContext context) {
    Optional<ExtensionContext> at = Optional.of(context);
    while (at.isPresent()) {
      Optional<SluiceContract> found =
          at.get()
              .getElement()
              .flatMap(e -> AnnotationSupport.findAnnotation(e, SluiceContract.class));
      if (found.isPresent()) {
        return found;
      }
      at = at.get().getParent();
    }
    return Optional.empty();
  }
}
