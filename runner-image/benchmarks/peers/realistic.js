import http from "k6/http";
import { check, sleep } from "k6";
export const options = { vus: Number(__ENV.USERS), duration: "10m" };
let token;
const two = (response, test) => check(response, { status: (r) => r.status === 200, body: test });
export default function () {
  const json = { Accept: "application/json", "Content-Type": "application/json" };
  if (!token) {
    const login = http.post(`${__ENV.TARGET}/login`, JSON.stringify({ user: `customer-${__VU}`, password: "secret" }), { headers: json });
    two(login, (r) => r.json("token") !== undefined);
    token = login.json("token");
  }
  const headers = Object.assign({ Authorization: `Bearer ${token}` }, json);
  const page = http.get(`${__ENV.TARGET}/products?page=${Math.floor(Math.random() * 50) + 1}`, { headers, tags: { name: "products" } });
  two(page, (r) => r.json("items.0.id") !== undefined);
  const id = page.json("items.0.id");
  const product = http.get(`${__ENV.TARGET}/products/${id}`, { headers, tags: { name: "product" } });
  two(product, (r) => r.json("price") !== undefined);
  two(http.get(`${__ENV.TARGET}/products/${id}/reviews`, { headers, tags: { name: "reviews" } }), (r) => r.json("items") !== undefined);
  const body = JSON.stringify({ product: id, price: product.json("price") });
  two(http.post(`${__ENV.TARGET}/cart`, body, { headers, tags: { name: "cart" } }), (r) => r.json("accepted") === true);
  two(http.get(`${__ENV.TARGET}/cart`, { headers, tags: { name: "cart" } }), (r) => r.json("accepted") === true);
  sleep(0.01);
}
