#!/usr/bin/env bash
# Measures Onrush on the cluster that KUBECONFIG names and writes docs/benchmarks.md. Before it: deploy/build-images.sh, the images
# on the node, deploy/e2e/prepare.sh, and nothing else running on the machine.
#   REPETITIONS=5  of each measurement
#   BASE=IMAGE     the base image that the images were built on
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
repetitions=${REPETITIONS:-5}
base=${BASE:?the base image that the images were built on}
space=onrush-benchmark
examples=$root/deploy/examples/quickstart

milliseconds() { date +%s%3N; }

spread() { # median (least to most) of the numbers on standard input
  sort -n | awk -v unit="$1" '{v[NR] = $1} END {printf "%s %s (%s to %s)", v[int((NR + 1) / 2)], unit, v[1], v[NR]}'
}

operator_pod() { kubectl -n onrush-system get pods -l app.kubernetes.io/component=operator -o jsonpath='{.items[0].metadata.name}'; }

statistic() { # NAMESPACE POD JSONPATH-KEY: what the kubelet reads from the container's cgroup
  local node; node=$(kubectl -n "$1" get pod "$2" -o jsonpath='{.spec.nodeName}')
  kubectl get --raw "/api/v1/nodes/$node/proxy/stats/summary" |
    python3 -c 'import json, sys
pods = json.load(sys.stdin)["pods"]
pod = next(p for p in pods if p["podRef"]["name"] == sys.argv[1])
print(round(pod["containers"][0]["memory"][sys.argv[2]] / 2**20))' "$2" "$3"
}

load=$(cut -d' ' -f1 /proc/loadavg)
starts=() rss=() working=()
for _ in $(seq "$repetitions"); do
  kubectl -n onrush-system scale deployment/onrush --replicas=0 >/dev/null
  kubectl -n onrush-system wait --for=delete pod -l app.kubernetes.io/component=operator --timeout=60s >/dev/null
  kubectl -n onrush-system scale deployment/onrush --replicas=1 >/dev/null
  kubectl -n onrush-system rollout status deployment/onrush --timeout=60s >/dev/null
  pod=$(operator_pod)
  starts+=("$(kubectl -n onrush-system logs "$pod" | sed -n 's/.*started in \([0-9]*\) ms.*/\1/p')")
  sleep 30
  rss+=("$(statistic onrush-system "$pod" rssBytes)")
  working+=("$(statistic onrush-system "$pod" workingSetBytes)")
done

kubectl create namespace $space --dry-run=client -o yaml | kubectl apply -f - >/dev/null
trap 'kubectl delete namespace $space --wait=false >/dev/null' EXIT
kubectl -n $space apply -f "$examples/app.yaml" -f "$examples/configmap.yaml" >/dev/null
kubectl -n $space rollout status deployment/quickstart-shop --timeout=120s >/dev/null
running=()
for _ in $(seq "$repetitions"); do
  begin=$(milliseconds)
  kubectl -n $space apply -f "$examples/loadtest.yaml" >/dev/null
  kubectl -n $space wait --for=jsonpath='{.status.phase}'=Running loadtest/quickstart --timeout=120s >/dev/null
  running+=("$(($(milliseconds) - begin))")
  kubectl -n $space delete loadtest/quickstart >/dev/null
  kubectl -n $space wait --for=delete pod -l onrush.dev/loadtest=quickstart --timeout=90s >/dev/null
done

size() { # the image's layers, unpacked, in MB
  local c m; c=$(buildah from "$1"); m=$(buildah mount "$c")
  du -sxm --apparent-size "$m" | cut -f1
  buildah umount "$c" >/dev/null; buildah rm "$c" >/dev/null
}
pulled() { # what a registry would send for what the image adds to its base: its last layer, compressed, in MB
  local d; d=$(mktemp -d)
  buildah push -q "$1" "oci:$d:x"
  python3 - "$d" <<'PY'
import json, pathlib, sys
root = pathlib.Path(sys.argv[1])
blob = lambda digest: json.loads((root / "blobs" / digest.replace(":", "/")).read_text())
manifest = blob(json.loads((root / "index.json").read_text())["manifests"][0]["digest"])
print(round(manifest["layers"][-1]["size"] / 1e6))
PY
  rm -rf "$d"
}
base_size=$(size "$base")

image_row() { # TITLE IMAGE
  local whole; whole=$(size "$2")
  echo "| $1 | $whole MB, of which the base has $base_size | $((whole - base_size)) MB | $(pulled "$2") MB |"
}

{
  cat <<MD
# Benchmarks

Written by \`deploy/benchmark/run.sh\`; every number is the median of $repetitions repetitions, with the least and the most in parentheses.

- Machine: $(nproc) CPUs ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)), $(awk '/MemTotal/ {printf "%.0f GiB", $2 / 1048576}' /proc/meminfo) of memory, Linux $(uname -r), $(. /etc/os-release; echo "$PRETTY_NAME")
- Load average of the machine when the measurements began: $load
- Cluster: one node on that machine, Kubernetes $(kubectl version -o json 2>/dev/null | python3 -c 'import json, sys; print(json.load(sys.stdin)["serverVersion"]["gitVersion"])'), $(kubectl get nodes -o jsonpath='{.items[0].status.nodeInfo.containerRuntimeVersion}'); the control plane shares the CPUs
- Onrush: commit $(git -C "$root" rev-parse --short HEAD), $(date -u +%Y-%m-%d)
- Command: \`BASE=$base REPETITIONS=$repetitions deploy/benchmark/run.sh\`, after \`BASE=$base deploy/build-images.sh\` and \`deploy/e2e/prepare.sh\`

## Time and memory

| What | Measured |
|---|---|
| Operator's start: from the JVM's start until it watches and answers its probes (its log's "started in") | $(printf '%s\n' "${starts[@]}" | spread ms) |
| Operator idle, 30 s after its start: anonymous memory of its container | $(printf '%s\n' "${rss[@]}" | spread MiB) |
| Operator idle: working set of its container, which is what limits and evictions look at | $(printf '%s\n' "${working[@]}" | spread MiB) |
| From \`kubectl apply\` of the quickstart's LoadTest to phase \`Running\`, with a master and two workers | $(printf '%s\n' "${running[@]}" | spread ms) |

## Images

| Image | Unpacked | Added to the base | The addition as a registry sends it (gzip) |
|---|---|---|---|
$(image_row Runner localhost/onrush:dev)
$(image_row Operator localhost/onrush-operator:dev)

Most of what is added is the AOT cache (JEP 514), made while the image is built: classes lie in it as the JVM holds them in memory. The
operator's has its classes loaded and not linked, which costs a sixth more CPU time at the start and saves 4 MB; and half of the jars, models of API
groups that it never speaks to, are left out. The time to \`Running\` includes the warm-up of two workers, which share the two CPUs with everything else.
MD
  # What the benchmarks of the engine wrote stays as it is.
  echo
  sed -n '/^# The load engine$/,$p' "$root/docs/benchmarks.md"
} > "$root/docs/benchmarks.md.new"
mv "$root/docs/benchmarks.md.new" "$root/docs/benchmarks.md"
