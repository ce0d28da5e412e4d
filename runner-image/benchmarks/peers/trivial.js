import http from "k6/http";
import { check } from "k6";
const users = Number(__ENV.USERS);
const rate = Number(__ENV.RATE);
export const options = rate
  ? { discardResponseBodies: true, scenarios: { open: { executor: "constant-arrival-rate", rate, duration: "10m", preAllocatedVUs: users, maxVUs: users } } }
  : { vus: users, duration: "10m", discardResponseBodies: true };
export default function () {
  const id = Math.floor(Math.random() * 1000) + 1;
  const response = http.get(`${__ENV.TARGET}/item/${id}`, {
    headers: { "X-Request": String(Math.floor(Math.random() * 1e9)) },
    tags: { name: "/item" },
  });
  check(response, { status: (r) => r.status === 200 });
}
