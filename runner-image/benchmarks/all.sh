#!/usr/bin/env bash
# Every long benchmark one after the other, each within its budget and with its results in docs/benchmarks.md. What is interrupted, or out of time,
# goes on where it was when this is started again: ./all.sh [MINUTES FOR EACH]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
minutes=${1:-60}
./aot.sh || echo "no AOT cache; going on without" >&2
failed=0
for what in "engine.py --rounds 15 --seconds 8" "engine.py --plan realistic --rounds 15 --seconds 8" "first_seconds.py --starts 20" \
  "engine.py --plan bare --rounds 15 --seconds 3" \
  "engine.py --plan rate5000 --rounds 15 --seconds 6" "engine.py --plan rate20000 --rounds 15 --seconds 6" \
  "engine.py --plan rate50000 --rounds 15 --seconds 6" "engine.py --plan pause13 --rounds 15 --seconds 6" \
  "engine.py --plan pause3 --rounds 15 --seconds 6" "engine.py --plan pause1 --rounds 15 --seconds 6" "first_seconds.py --starts 20 --client full" "waiting.py" "paced.py" \
  "paced.py --users 15000 --period 3" "stall.py" "collectors.py"; do
  echo "== $what"
  # shellcheck disable=SC2086 # words
  python3 $what --budget "$minutes" --write || failed=1
done
exit $failed
