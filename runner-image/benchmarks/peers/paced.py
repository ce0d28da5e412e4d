import os
import random

from locust import FastHttpUser, constant_pacing, task


class Paced(FastHttpUser):
    wait_time = constant_pacing(float(os.environ["PERIOD"]))

    @task
    def get(self):
        self.client.get(f"/item/{random.randint(1, 1000)}", name="/item", headers={"X-Request": str(random.randint(1, 10**9))})
