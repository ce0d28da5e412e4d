#!/usr/bin/env bash
# Runs the quickstart as README says, and looks at the page of its report with Chromium: it shows the verdict and its charts, and the browser
# has nothing to complain of. With -w README's picture and the run above it are made anew, of this one run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

browse() { # whatever it says itself goes to the log; what a page says there is marked as its console's
  chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking --disable-component-update --disable-sync \
    --hide-scrollbars --user-data-dir="$work/profile" --enable-logging=stderr "$@" 2>>"$work/log"
}

shown() { # of what a run prints: the first lines while it goes, and of the status what matters most
  awk '
    /^(Starting|Running)/ { if (lines[$1]++ < 2) print; next }
    /^status:/ { told = 1 }
    /^  [a-z]/ { part = $1 }
    /^    [a-z]/ { field = $1 }
    /^    - expression: http.latency.p95 / { left = 4 }
    /^(status:|# )/ || /^  (phase|verdict|results|thresholds):/ || part == "workers:" || left-- > 0 ||
        part == "results:" && (/^    (requests|failures|failureRatio|requestsPerSecond|latency):/ || field == "latency:" && /^      p(50|95|99):/) {
      print; dots = 0; next
    }
    told && !dots++ { sub(/[^ ].*/, "..."); print }
  '
}

cd "$root"
./onrush run deploy/examples/quickstart/loadtest.yaml --reports "$work/onrush-report" 2>&1 | tee "$work/printed"
page=$(echo "$work"/onrush-report/*/report.html)
browse --dump-dom "file://$page" > "$work/dom"
fail() { echo "docs/look.sh: $1" >&2; cat "$work/log" >&2; exit 1; }
grep -q '<strong class="Passed">Passed' "$work/dom" || fail "the page does not show the verdict"
[ "$(grep -c '<svg' "$work/dom")" = 3 ] || fail "expected three charts"
if grep CONSOLE "$work/log"; then fail "the browser complains of the page"; fi
if [ "${1:-}" = -w ]; then
  browse --window-size=1150,1190 --screenshot="$root/docs/report.png" "file://$page"
  {
    sed '/<!-- run: begin/q' README.md
    printf '%s\n' '```' '$ ./onrush run deploy/examples/quickstart/loadtest.yaml'
    sed "s|$work/||" "$work/printed" | shown
    printf '%s\n' '```'
    sed -n '/<!-- run: end/,$p' README.md
  } > "$work/readme"
  cp "$work/readme" README.md
fi
echo "the page of the report is as it should be"
