#!/usr/bin/env bash
# Runs compose.yaml on a Docker engine: a test in which a worker and the master are killed, and one in which nothing happens. The
# target's own count is the judge. The image localhost/onrush:dev (deploy/build-images.sh) must be known to the engine.
set -euo pipefail
directory=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if docker compose version >/dev/null 2>&1; then compose=(docker compose); else compose=(docker-compose); fi
compose+=(-f "$directory/compose.yaml" --profile sample)
cd "$directory" # where .env names the project

fail() {
  echo "compose: $*" >&2
  "${compose[@]}" logs --tail=60 >&2 || true
  exit 1
}
api() { curl -sS --max-time 10 -H "Authorization: Bearer $token" "http://127.0.0.1:8089/api/v1/$1" "${@:2}"; }
field() { python3 -c 'import json,sys; v=json.load(sys.stdin)
for k in sys.argv[1].split("."): v=v[int(k)] if k.isdigit() else v[k]
print(v)' "$1"; }
served() { "${compose[@]}" exec -T master bash -c 'exec 3<>/dev/tcp/target/8080; printf "GET /stats HTTP/1.0\r\n\r\n" >&3; tail -n 1 <&3' | field requests; }
within() { # SECONDS WHAT COMMAND…: until it succeeds
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "$what"
    sleep 0.5
  done
}
ready() { [ "$(api workers | python3 -c 'import json,sys; print(sum(w["state"] == "ready" for w in json.load(sys.stdin)))')" -ge "$1" ]; }
state() { [ "$(api session | field state)" = "$1" ]; }
start() { api start -d '{"target": "http://target:8080", "load": {"users": 50, "spawnRate": 50, "runTime": "'"$1"'"}}' | field runId; }
knows_token() { token=$("${compose[@]}" exec -T master head -n 1 /run/onrush/token) && [ -n "$token" ]; }
kill_service() { # SERVICE: its first container's process, without a word
  local containers # read to their end: docker-compose dies of a pipe that is closed before
  mapfile -t containers < <("${compose[@]}" ps -q "$1")
  kill -9 "$(docker inspect -f '{{.State.Pid}}' "${containers[0]}")"
}

trap '"${compose[@]}" down -v --remove-orphans >/dev/null 2>&1 || true' EXIT
"${compose[@]}" up -d --scale worker=2
token=
within 60 "the master wrote no token" knows_token
within 60 "two workers are not there" ready 2

echo "compose: a worker and the master are killed"
run=$(start 30s)
within 30 "the run did not begin" state running
sleep 3
kill_service worker
sleep 2
kill_service master
within 40 "the master did not go on with the run" state running
[ "$(api session | field runId)" = "$run" ] || fail "the master goes on with another run than $run"
within 60 "the run did not end" state stopped
summary=$(api summary)
requests=$(field results.requests <<<"$summary")
total=$(served)
# Others may be named beside it: a worker that starts again warms up, and may take the CPU of one that drives load.
reasons=$(python3 -c 'import json, sys; print(*(one["reason"] for one in json.load(sys.stdin)["untrusted"]))' <<<"$summary")
[[ " $reasons " == *" MasterRestarted "* ]] || fail "the loss is not in the result: $summary"
[ "$requests" -gt 0 ] && [ "$requests" -lt "$total" ] || fail "$requests requests, $total served"
echo "compose: $requests of $total requests are in the result, which says that a worker is missing"

echo "compose: a test as it should be"
within 60 "two workers are not there" ready 2
start 5s >/dev/null
within 30 "the run did not begin" state running
within 30 "the run did not end" state stopped
summary=$(api summary)
requests=$(field results.requests <<<"$summary")
[ "$requests" -gt 0 ] && [ "$requests" = "$(($(served) - total))" ] || fail "expected $(($(served) - total)) requests: $summary"
[ "$(field results.failures <<<"$summary")" = 0 ] || fail "failures: $summary"
echo "compose: $requests requests, as many as the target served"
