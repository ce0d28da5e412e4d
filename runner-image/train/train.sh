#!/bin/sh
# Makes the AOT cache (/opt/onrush/onrush.aot) on loopback, without a network. The warm-up in it drives both clients, users and arrivals, from the first
# request to the last, again and again: what the JVM learns there about branches and types lies in the cache, too, so that a worker compiles right from
# the start. After half of the time hardly anything is compiled any more, here with two CPUs.
set -eu
home=${ONRUSH_HOME:-/opt/onrush}
cache=${AOT_CACHE:-$home/onrush.aot}
jar=$home/onrush.jar
port=${TRAIN_PORT:-18080}
java -XX:+UseSerialGC -jar "$jar" sample-target --port "$port" --bind-host 127.0.0.1 &
target=$!
java -XX:+UseSerialGC -Djdk.reflect.useNativeAccessorOnly=true -XX:AOTCacheOutput="$cache" -jar "$jar" \
  --headless --train ${TRAIN_FOR:-24s} -f "$(dirname "$0")/plan.yaml" -H http://127.0.0.1:"$port" -u 5 -r 5 -t 3s --master-bind-host 127.0.0.1 --master-bind-port 0 \
  --threshold "http.latency.p95 < 10s" || [ $? -eq 1 ] # A verdict on a busy machine is not what this run is for.
kill $target
chmod 444 "$cache"
