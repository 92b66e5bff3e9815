package io.sluice.kit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Which contract a test's parameter of type {@link io.sluice.kit.EventContract} is: on the
 * parameter, else on the method, else on the class or one around it. Each contract is read once in
 * a run.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
@ExtendWith(ContractExtension.class)
public @interface SluiceContract {

  /** A file, relative to the module's folder, or {@code classpath:} and a resource. */
  String value();
}
