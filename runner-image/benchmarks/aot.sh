#!/usr/bin/env bash
# Makes the AOT cache of the program in this tree as the image's build does, for the other scripts here to use.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$here/target"
PATH=${JAVA_HOME:+$JAVA_HOME/bin:}$PATH ONRUSH_HOME=$here/../runner/target/onrush AOT_CACHE=$here/target/onrush.aot sh "$here/../train/train.sh"
