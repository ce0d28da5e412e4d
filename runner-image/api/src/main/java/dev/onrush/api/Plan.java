package dev.onrush.api;

/**
 * A plan in Java: a public class with a public constructor without arguments.
 *
 * <p>The master and every worker make an object of it each, in a process of their own: what they must share goes in
 * {@linkplain Environment#sendMessage messages}. Without roles, in one process, there is one object.
 */
@FunctionalInterface
public interface Plan {
    /**
     * Says what users there are and what happens around them. Called once, before the run, on the master and on each worker, and it
     * must say the same everywhere. It is no place for work: connections, files and the like belong to {@link Events#init}.
     *
     * @throws Exception anything; the plan then counts as invalid, with the exception as the reason
     */
    void define(PlanBuilder plan) throws Exception;
}
