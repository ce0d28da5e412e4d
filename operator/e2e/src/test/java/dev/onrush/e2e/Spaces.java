package dev.onrush.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a test a {@link Space}, or all tests of a class one when {@code @BeforeAll} asked for it, prints what is in it when a test
 * fails, and deletes it afterwards.
 */
final class Spaces
        implements ParameterResolver, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(Spaces.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Space.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(STORE).getOrComputeIfAbsent(Space.class, key -> Space.create(), Space.class);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        describe(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        describe(context, failure);
    }

    private static void describe(ExtensionContext context, Throwable failure) throws Throwable {
        Space space = context.getStore(STORE).get(Space.class, Space.class);
        if (space != null) {
            System.out.println(context.getDisplayName() + " failed: " + failure.getMessage() + "\n" + space.describe());
        }
        throw failure;
    }
}
