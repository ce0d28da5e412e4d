#!/bin/sh
# Makes /opt/onrush/onrush.aot on loopback, without a network.
set -eu
jar=/opt/onrush/onrush.jar
java -XX:+UseSerialGC -jar $jar sample-target --port 18080 --bind-host 127.0.0.1 &
target=$!
java -XX:+UseSerialGC -XX:AOTCacheOutput=/opt/onrush/onrush.aot -jar $jar \
  --headless -f /tmp/train/plan.yaml -H http://127.0.0.1:18080 -u 5 -r 5 -t 3s --master-bind-host 127.0.0.1 --master-bind-port 0 \
  --threshold "http.latency.p95 < 10s" || [ $? -eq 1 ] # A verdict on a busy machine is not what this run is for.
kill $target
chmod 444 /opt/onrush/onrush.aot
