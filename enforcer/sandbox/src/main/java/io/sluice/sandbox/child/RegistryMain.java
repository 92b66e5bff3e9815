package io.sluice.sandbox.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * Starts the registry and ends it with its parent: the parent holds this process's standard input
 * open, so its end is the parent's end, even one by SIGKILL.
 */
public final class RegistryMain {

  private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  private RegistryMain() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    Thread.ofPlatform().daemon().name("parent-watch").start(RegistryMain::haltWithParent);
    try {
      Class.forName(ENTRY_POINT).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the registry did not start", e.getCause());
    }
  }

  private static void haltWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever written there.
      }
    } catch (IOException e) {
      // A broken pipe is an end as well.
    }
    Runtime.getRuntime().halt(0);
  }
}
