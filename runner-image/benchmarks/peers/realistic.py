import random

from locust import FastHttpUser, constant, task


class Customer(FastHttpUser):
    wait_time = constant(0.01)

    def call(self, method, path, name, key, **arguments):
        headers = {"Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        with self.client.request(method, path, name=name, headers=headers, catch_response=True, **arguments) as response:
            body = response.json()
            if response.status_code != 200 or key not in body:
                response.failure("check")
            return body

    def on_start(self):
        self.token = None
        self.token = self.call("POST", "/login", "login", "token", json={"user": "customer", "password": "secret"})["token"]

    @task
    def shop(self):
        product = self.call("GET", f"/products?page={random.randint(1, 50)}", "products", "items")["items"][0]["id"]
        price = self.call("GET", f"/products/{product}", "product", "price")["price"]
        self.call("GET", f"/products/{product}/reviews", "reviews", "items")
        self.call("POST", "/cart", "cart", "accepted", json={"product": product, "price": price})
        self.call("GET", "/cart", "cart", "accepted")
