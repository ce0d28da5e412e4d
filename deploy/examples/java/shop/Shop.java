import dev.onrush.api.*;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Visitors browse; customers log in, buy, and say goodbye. */
public final class Shop implements Plan {
    @Override
    public void define(PlanBuilder plan) {
        plan.timeout(Duration.ofSeconds(10)).header("Accept", "application/json");

        plan.user("Visitor", HttpUser::new)
                .weight(3)
                .waitTime(WaitTime.between(Duration.ofMillis(100), Duration.ofMillis(300)))
                .task("browse", 3, user -> user.client().get("/products"))
                .task("look", 2, user -> look(user), "detail");

        plan.user("Customer", Customer::new)
                .waitTime(WaitTime.constant(Duration.ofMillis(250)))
                .task("buy", Customer::buy);

        // Two of them, however many users there are.
        plan.user("Auditor", HttpUser::new)
                .fixedCount(2)
                .waitTime(WaitTime.constantThroughput(2))
                .task("check prices", Shop::checkPrices);
    }

    private static void look(HttpUser user) {
        int id = ThreadLocalRandom.current().nextInt(1, 101);
        user.client().get("/products/" + id, request -> request.name("/products/[id]"));
    }

    private static void checkPrices(HttpUser user) {
        try (CaughtResponse response =
                user.client().request("GET", "/products").name("price list").catchResponse()) {
            if (response.json("/items/0/price") == null) {
                response.failure("a product without a price");
            }
        }
    }

    static final class Customer extends HttpUser {
        record Product(int id, String name, int price) {}

        private String token;

        Customer(UserContext context) {
            super(context);
        }

        @Override
        public void onStart() {
            token = client()
                    .post("/login", request -> request.json(Map.of("user", "customer-" + number())))
                    .json("/token");
        }

        void buy() throws InterruptedException {
            int id = ThreadLocalRandom.current().nextInt(1, 101);
            Product product = client()
                    .get("/products/" + id, request -> request.name("/products/[id]"))
                    .json(Product.class);
            sleep(Duration.ofMillis(100));
            client().post("/cart", request -> request.header("Authorization", "Bearer " + token)
                    .json(Map.of("product", product.id(), "price", product.price())));
        }

        @Override
        public void onStop() {
            client().get("/products", request -> request.name("goodbye"));
        }
    }
}
