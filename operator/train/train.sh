#!/bin/sh
# Makes /opt/onrush-operator/onrush-operator.aot on loopback, without a cluster. Options of the JVM are given as arguments.
# Classes are stored loaded and not linked: the start takes a sixth more CPU, and the image is 4 MB smaller.
set -eu
cd /tmp/train
cache=/opt/onrush-operator/onrush-operator.aot
keytool -genkeypair -alias train -keyalg RSA -dname CN=localhost -ext SAN=ip:127.0.0.1 -storetype PKCS12 -keystore train.p12 \
  -storepass changeit >/dev/null 2>&1
java FakeApi.java train.p12 &
api=$!
KUBERNETES_MASTER=https://127.0.0.1:16443 KUBERNETES_TRUST_CERTIFICATES=true ONRUSH_RUNNER_IMAGE=train \
  java "$@" -XX:-AOTClassLinking -XX:AOTCacheOutput=$cache -Xlog:aot=error -jar /opt/onrush-operator/onrush-operator.jar > operator.log 2>&1 &
operator=$!
left=60
until grep -q "started in" operator.log || [ $left -eq 0 ]; do left=$((left - 1)); sleep 1; done
sleep 5
kill -TERM $operator || true
wait $operator || true
kill $api
cat operator.log
[ -s $cache ]
chmod 444 $cache
