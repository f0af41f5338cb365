#!/usr/bin/env bash
# Give a project a working native @tensorflow/tfjs-node (Linux x64), from the npm and PyPI registries alone.
#
# The package's own install script fetches libtensorflow and a prebuilt addon from a host of its own. Here the libraries and
# the C headers come from the tensorflow-cpu wheel, and the addon is compiled from the C++ sources in the npm package. What
# is there and works is kept, so it can be run again.
#
#   scripts/tfjs-node.sh PROJECT      the folder with package.json; with --ignore-scripts installed or not yet
#
# Needs node and npm; with a cold cache (${XDG_CACHE_HOME:-~/.cache}/latentkit/tfjs-node, 420 MB) also python3 with pip, and g++.
set -euo pipefail

tfjs_node=4.22.0
tensorflow=2.13.1 # from 2.17 on tf.round of int32 gives zeros
wheel_sha256=bfedeee206ccf8130d14d8990dbe991946324df92458ee1bdbeed1c21497beb3
cache=${XDG_CACHE_HOME:-$HOME/.cache}/latentkit/tfjs-node
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "${1:?the folder of the project}" && pwd)
say() { printf 'tfjs-node: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || die "expected Linux x86_64, received $(uname -s) $(uname -m)"
! ldd --version 2>&1 | grep -qi musl || die 'expected glibc, received musl: the wheel needs glibc'

mkdir -p "$cache"
if command -v flock >/dev/null; then exec 9>"$cache/.lock"; flock 9; fi
temporary=$(mktemp -d "$cache/.tmp.XXXXXX")
trap 'rm -rf "$temporary"' EXIT

# 1. The npm package, without its install script.
find_package() {
  node -e 'try { const { createRequire } = require("module");
    const file = createRequire(process.argv[1] + "/package.json").resolve("@tensorflow/tfjs-node/package.json");
    process.stdout.write(require("fs").realpathSync(require("path").dirname(file))); } catch {}' "$project"
}
package=$(find_package)
if [ -z "$package" ]; then
  (cd "$project" && npm install --ignore-scripts --no-audit --no-fund "@tensorflow/tfjs-node@$tfjs_node") >&2
  package=$(find_package)
fi
[ -n "$package" ] || die "no @tensorflow/tfjs-node in $project"
found=$(node -p 'require(process.argv[1] + "/package.json").version' "$package")
[ "$found" = "$tfjs_node" ] || die "expected @tensorflow/tfjs-node $tfjs_node, received $found"

# 2. Libraries and headers, from the wheel.
libraries=$cache/tensorflow-$tensorflow
if [ ! -f "$libraries/.complete" ]; then
  python3 -m pip --version >/dev/null 2>&1 || die 'expected python3 with pip to fetch tensorflow-cpu, received none'
  say "fetching tensorflow-cpu $tensorflow"
  printf 'tensorflow-cpu==%s --hash=sha256:%s\n' "$tensorflow" "$wheel_sha256" >"$temporary/requirements.txt"
  for attempt in 1 2 3; do
    python3 -m pip download -q --disable-pip-version-check --no-cache-dir --no-deps --only-binary=:all: \
      --python-version 310 --implementation cp --abi cp310 --platform manylinux2014_x86_64 \
      -d "$temporary" -r "$temporary/requirements.txt" >&2 && break
    [ "$attempt" -lt 3 ] || die "pip could not fetch tensorflow-cpu $tensorflow"
    sleep $((5 * attempt))
  done
  python3 "$here/tfjs-node/unpack_wheel.py" "$temporary"/tensorflow_cpu-*.whl "$temporary/tensorflow"
  strip --strip-unneeded "$temporary"/tensorflow/lib/*.so.2 2>/dev/null || true # 560 MB → 415 MB
  # -ltensorflow finds .so; the package asks for .so.2, and its installer looks for .so.2.9.1 before it downloads.
  for name in libtensorflow.so libtensorflow.so.2 libtensorflow.so.2.9.1; do
    ln -s libtensorflow_cc.so.2 "$temporary/tensorflow/lib/$name"
  done
  ln -s libtensorflow_framework.so.2 "$temporary/tensorflow/lib/libtensorflow_framework.so"
  touch "$temporary/tensorflow/.complete"
  rm -rf "$libraries"
  mv "$temporary/tensorflow" "$libraries"
fi

# 3. The addon: two C++ files against node_api.h, so one call of the compiler (node-gyp makes the same).
addon=$cache/addon-$tfjs_node-tensorflow-$tensorflow.node
if [ ! -f "$addon" ]; then
  compiler=${CXX:-g++}
  command -v "$compiler" >/dev/null || die "expected a C++ compiler, received no $compiler"
  headers=$(dirname "$(dirname "$(node -p 'fs.realpathSync(process.execPath)')")")/include/node
  if [ ! -f "$headers/node_api.h" ]; then
    (cd "$temporary" && npm pack --silent node-api-headers@1.5.0 >/dev/null && tar xzf node-api-headers-*.tgz)
    headers=$temporary/package/include
  fi
  say 'compiling the addon'
  "$compiler" -O2 -fPIC -shared -std=gnu++17 -DNAPI_VERSION=8 -DBUILDING_NODE_EXTENSION \
    -I"$headers" -I"$libraries/include" "$package/binding/tfjs_backend.cc" "$package/binding/tfjs_binding.cc" \
    -o "$temporary/addon.node" -L"$libraries/lib" -ltensorflow -ltensorflow_framework "-Wl,-rpath,\$ORIGIN/../../deps/lib"
  mv "$temporary/addon.node" "$addon"
fi

# 4. Both where the package looks for them.
rm -rf "$package/deps" "$package/lib/napi-v8"
ln -s "$libraries" "$package/deps"
mkdir -p "$package/lib/napi-v8"
cp "$addon" "$package/lib/napi-v8/tfjs_binding.node"
# Node 23 removed two functions of util that 4.22.0 calls. sed -i makes a new file: a pnpm store stays as it is.
for file in dist/nodejs_kernel_backend.js dist/kernels/TopK.js; do
  sed -i 's/(0, util_1\.isNullOrUndefined)(/((v) => v == null)(/g; s/(0, util_1\.isArray)(/Array.isArray(/g' "$package/$file"
done

# 5. Does it compute?
TF_CPP_MIN_LOG_LEVEL=2 node "$here/tfjs-node/smoke.cjs" "$project"
