#!/usr/bin/env bash
# Make a project with a native @tensorflow/tfjs-node, once, from the registries; prints its folder. It stays out of the workspace
# because libtensorflow is 420 MB.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=${XDG_CACHE_HOME:-$HOME/.cache}/latentkit-bench/tfjs-node
mkdir -p "$project"
if [ ! -f "$project/.complete" ]; then
  cat >"$project/package.json" <<'JSON'
{
  "private": true,
  "type": "module",
  "dependencies": {
    "@tensorflow/tfjs-backend-cpu": "4.22.0",
    "@tensorflow/tfjs-core": "4.22.0",
    "@tensorflow/tfjs-layers": "4.22.0",
    "@tensorflow/tfjs-node": "4.22.0"
  }
}
JSON
  (cd "$project" && npm install --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
  bash "$here/../../scripts/tfjs-node.sh" "$project" >&2
  touch "$project/.complete"
fi
printf '%s\n' "$project"
