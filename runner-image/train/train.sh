#!/bin/sh
# Makes the AOT cache (/opt/onrush/onrush.aot) on loopback, without a network. The warm-up in it drives both clients, users and arrivals, from the first
# request to the last, again and again: what the JVM learns there about branches and types lies in the cache, too, so that a worker compiles right from
# the start. On one core, as most workers are: there tasks pile up, which with more of them never happens. In the end hardly anything is compiled any more.
set -eu
home=${ONRUSH_HOME:-/opt/onrush}
cache=${AOT_CACHE:-$home/onrush.aot}
jar=$home/onrush.jar
port=${TRAIN_PORT:-18080}
java -XX:+UseSerialGC -jar "$jar" sample-target --port "$port" --bind-host 127.0.0.1 &
target=$!
core=
if command -v taskset >/dev/null; then core="taskset -c $(taskset -cp $$ | sed 's/.*: *//; s/[-,].*//')"; fi
# A worker compiles to the end, as soon as it can, whatever its training has: only what is called all the time is to be among that, and not what a connection's beginning needs.
hot="-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
$core java -XX:+UseSerialGC $hot -Djdk.reflect.useNativeAccessorOnly=true -XX:AOTCacheOutput="$cache" -jar "$jar" \
  --headless --train "${TRAIN_FOR:-40s}" -f "$(dirname "$0")/plan.yaml" -H http://127.0.0.1:"$port" -u 5 -r 5 -t 3s --master-bind-host 127.0.0.1 --master-bind-port 0 \
  --threshold "http.latency.p95 < 10s" || [ $? -eq 1 ] # A verdict on a busy machine is not what this run is for.
kill $target
chmod 444 "$cache"
