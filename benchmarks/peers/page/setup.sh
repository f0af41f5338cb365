#!/usr/bin/env bash
# Make the JavaScript peers of `bench --page`, once, from the npm registry; prints their node_modules. They stay out of the workspace because
# two backends of TensorFlow.js are 40 MB.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
key=$(sha256sum "$here/package.json" | cut -c1-10)
folder=${XDG_CACHE_HOME:-$HOME/.cache}/latentkit-bench/page-$key
if [ ! -f "$folder/.complete" ]; then
  mkdir -p "$folder"
  cp "$here/package.json" "$folder"
  # TensorFlow.js itself is the workspace's own: one copy for the backends of all.
  (cd "$folder" && npm install --ignore-scripts --legacy-peer-deps --no-audit --no-fund --loglevel=error) >&2
  touch "$folder/.complete"
fi
printf '%s\n' "$folder/node_modules"
