/**
 * What a plan in Java is written against. A plan is a public class that implements {@link dev.onrush.api.Plan}; it names its user
 * classes, and what they do is plain Java in blocking style, since every user is a virtual thread of its own.
 *
 * <pre>{@code
 * public final class Shop implements Plan {
 *     @Override
 *     public void define(PlanBuilder plan) {
 *         plan.user("Visitor", HttpUser::new)
 *                 .waitTime(WaitTime.between(Duration.ofSeconds(1), Duration.ofSeconds(5)))
 *                 .task("browse", 3, user -> user.client().get("/products"))
 *                 .task("product", user -> user.client().get("/products/7", request -> request.name("/products/[id]")));
 *     }
 * }
 * }</pre>
 */
package dev.onrush.api;
