#!/usr/bin/env bash
# Installs Onrush with its chart into the cluster that KUBECONFIG names, for the end-to-end tests (mvn -Pe2e verify). The images
# localhost/onrush:dev and localhost/onrush-operator:dev (deploy/build-images.sh) must be on its nodes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
kubectl apply -f "$root/deploy/kustomize/base/namespace.yaml"
helm upgrade --install onrush "$root/helm/onrush" --namespace onrush-system --wait --timeout 3m "$@"
kubectl -n onrush-system rollout status deployment/onrush --timeout=60s
