#!/usr/bin/env bash
# Installs the load generators that Onrush is compared with: wrk and nginx from Debian, k6 and vegeta as Go modules, Locust from PyPI; from
# clones of their sources, where WRK2 and HYPERFOIL name them, wrk2 and Hyperfoil.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
peers=${PEERS:-$here/target/peers}
lib=$here/../runner/target/onrush/lib
[ -d "$lib" ] || { echo "build the program first: mvn -pl runner-image/runner -am -DskipTests package" >&2; exit 1; }
mkdir -p "$peers"
command -v wrk >/dev/null && command -v nginx >/dev/null || apt-get install -y --no-install-recommends wrk nginx-light
# For starts.py, which asks it when the CPU was not there.
command -v perf >/dev/null || apt-get install -y --no-install-recommends linux-perf
GOBIN=$peers go install github.com/tsenart/vegeta/v12@v12.13.0
GOBIN=$peers go install go.k6.io/k6@v1.8.0
python3 -m venv "$peers/venv"
"$peers/venv/bin/pip" install -q locust==2.47.0
if [ -n "${WRK2:-}" ]; then
  git clone -q "$WRK2" "$peers/wrk2src"
  make -s -C "$peers/wrk2src"
  cp "$peers/wrk2src/wrk" "$peers/wrk2"
fi
# Netty by itself, over epoll and over io_uring: the program's own Netty.
version=$(basename "$lib"/netty-transport-classes-epoll-*.jar .jar)
version=${version##*epoll-}
for jar in "netty-transport-classes-io_uring:$version" "netty-transport-native-io_uring:$version:jar:linux-$(uname -m | sed s/aarch64/aarch_64/)"; do
  mvn -q -B -ntp dependency:copy -Dartifact="io.netty:$jar" -DoutputDirectory="$peers/bare"
done
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -cp "$lib/*:$peers/bare/*" -d "$peers/bare" "$here/peers/Bare.java"
if [ -n "${HYPERFOIL:-}" ]; then
  git clone -q "$HYPERFOIL" "$peers/hyperfoilsrc"
  mvn -q -B -ntp -f "$peers/hyperfoilsrc" -DskipTests -pl cli -am package
  mkdir -p "$peers/hyperfoil"
  cp "$peers"/hyperfoilsrc/cli/target/dependency/*.jar "$peers/hyperfoil"
  "${JAVA_HOME:+$JAVA_HOME/bin/}javac" -cp "$peers/hyperfoil/*" -d "$peers/hyperfoil" "$here/peers/Hyperfoil.java"
fi
