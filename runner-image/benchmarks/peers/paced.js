import http from "k6/http";
import { check, sleep } from "k6";
const period = Number(__ENV.PERIOD);
export const options = { vus: Number(__ENV.USERS), duration: "10m", discardResponseBodies: true };
export default function () {
  const began = Date.now();
  const id = Math.floor(Math.random() * 1000) + 1;
  const response = http.get(`${__ENV.TARGET}/item/${id}`, {
    headers: { "X-Request": String(Math.floor(Math.random() * 1e9)) },
    tags: { name: "/item" },
  });
  check(response, { status: (r) => r.status === 200 });
  sleep(Math.max(0, period - (Date.now() - began) / 1000));
}
