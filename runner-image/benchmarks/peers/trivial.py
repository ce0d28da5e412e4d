import random

from locust import FastHttpUser, HttpUser, task


class Fast(FastHttpUser):
    @task
    def get(self):
        path = f"/item/{random.randint(1, 1000)}"
        headers = {"X-Request": str(random.randint(1, 10**9))}
        with self.client.get(path, name="/item", headers=headers, catch_response=True) as response:
            if response.status_code != 200:
                response.failure("status")


class Requests(HttpUser):
    @task
    def get(self):
        path = f"/item/{random.randint(1, 1000)}"
        headers = {"X-Request": str(random.randint(1, 10**9))}
        with self.client.get(path, name="/item", headers=headers, catch_response=True) as response:
            if response.status_code != 200:
                response.failure("status")
