#!/usr/bin/env bash
# Make the Python environment of the peers, once, from PyPI; prints the path of its interpreter.
#
#   peers/setup.sh            PYTHON: the Python to start from, 3.11 or later (default python3)
#
# A changed requirements.txt makes a new environment. About 6 GB: PyPI's torch for Linux brings its CUDA libraries, which stay unused.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/latentkit-bench
PYTHON=${PYTHON:-python3}
say() { printf 'peers: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

command -v "$PYTHON" >/dev/null || die "expected Python 3.11 or later, received no $PYTHON. Install one, or set PYTHON."
VERSION=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || die "expected Python 3.11 or later, received $VERSION. Set PYTHON to a newer one."
KEY=$(sha256sum "$HERE/requirements.txt" | cut -c1-10)
VENV=$CACHE/venv-$VERSION-$KEY

mkdir -p "$CACHE"
if command -v flock >/dev/null; then exec 9>"$CACHE/.lock"; flock 9; fi
if [ ! -f "$VENV/.complete" ]; then
  rm -rf "$VENV"
  say "installing PyTorch, JAX, Keras, TensorFlow and Pythae into $VENV"
  nice -n 19 "$PYTHON" -m venv "$VENV"
  nice -n 19 "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir -r "$HERE/requirements.txt" >&2 ||
    die 'pip could not install the peers. Its message stands above.'
  touch "$VENV/.complete"
fi
printf '%s\n' "$VENV/bin/python"
