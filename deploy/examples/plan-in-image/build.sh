#!/usr/bin/env bash
# Packs the plan into a jar, as a project's own build would, and makes an image of Onrush's and that jar: localhost/onrush-checkout:dev.
#   API=JAR       onrush-api, which the plan is compiled against; default: what `mvn package` left here
#   ONRUSH=IMAGE  the runner's image
#   OUT=DIR       also write DIR/onrush-checkout.tar, to be loaded into a cluster's nodes
set -euo pipefail
directory=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
api=${API:-$(echo "$directory"/../../../runner-image/runner/target/onrush/lib/onrush-api-*.jar)}
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
image=localhost/onrush-checkout:dev
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT

mkdir "$context/plan"
"${bin}javac" -cp "$api" -d "$context/classes" "$directory"/src/*.java
echo "Onrush-Plan: Checkout" > "$context/manifest"
"${bin}jar" --create --file "$context/plan/checkout.jar" --manifest "$context/manifest" -C "$context/classes" .

arguments=(-t "$image" -f "$directory/Dockerfile" --build-arg "ONRUSH=${ONRUSH:-localhost/onrush:dev}" "$context")
if command -v buildah >/dev/null; then
  buildah bud -q --isolation "${BUILDAH_ISOLATION:-chroot}" "${arguments[@]}" >/dev/null
  [ -z "${OUT:-}" ] || { rm -f "$OUT/onrush-checkout.tar"; buildah push -q "$image" "docker-archive:$OUT/onrush-checkout.tar:$image"; }
else
  docker build -q "${arguments[@]}" >/dev/null
  [ -z "${OUT:-}" ] || docker save -o "$OUT/onrush-checkout.tar" "$image"
fi
echo "built $image"
