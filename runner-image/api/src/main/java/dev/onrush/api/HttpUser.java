package dev.onrush.api;

/** A user with an HTTP client that keeps the user's cookies, and keeps connections alive. */
public class HttpUser extends User {
    /** @param context what the factory of {@link PlanBuilder#user} is given */
    public HttpUser(UserContext context) {
        super(context);
    }

    /** This user's own client. */
    public final HttpSession client() {
        return context().http();
    }
}
