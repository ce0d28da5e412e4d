#!/usr/bin/env bash
# Builds the two images from what `mvn package` left: localhost/onrush and localhost/onrush-operator.
#   BASE=IMAGE  a base image with Java 25 instead of the Dockerfiles' default
#   TAG=dev     the images' tag
#   OUT=DIR     also write DIR/onrush.tar and DIR/onrush-operator.tar, to be loaded into a cluster's nodes
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tag=${TAG:-dev}

build() { # NAME DIRECTORY
  local arguments=(-t "localhost/$1:$tag" -f "$root/$2/Dockerfile")
  [ -n "${BASE:-}" ] && arguments+=(--build-arg "BASE=$BASE")
  if command -v buildah >/dev/null; then
    buildah bud -q --isolation "${BUILDAH_ISOLATION:-chroot}" "${arguments[@]}" "$root/$2" >/dev/null
    if [ -n "${OUT:-}" ]; then
      rm -f "$OUT/$1.tar"
      buildah push -q "localhost/$1:$tag" "docker-archive:$OUT/$1.tar:localhost/$1:$tag"
    fi
  elif command -v docker >/dev/null || command -v podman >/dev/null; then
    local builder; builder=$(command -v docker || command -v podman)
    "$builder" build -q "${arguments[@]}" "$root/$2" >/dev/null
    [ -z "${OUT:-}" ] || "$builder" save -o "$OUT/$1.tar" "localhost/$1:$tag"
  else
    echo "none of buildah, docker and podman is here" >&2
    exit 1
  fi
  echo "built localhost/$1:$tag"
}

build onrush runner-image
build onrush-operator operator
