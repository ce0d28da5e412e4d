import http from "k6/http";
import { check } from "k6";
export const options = { vus: 64, duration: "10m", discardResponseBodies: true };
export default function () {
  const id = Math.floor(Math.random() * 1000) + 1;
  const response = http.get(`${__ENV.TARGET}/item/${id}`, {
    headers: { "X-Request": String(Math.floor(Math.random() * 1e9)) },
    tags: { name: "/item" },
  });
  check(response, { status: (r) => r.status === 200 });
}
