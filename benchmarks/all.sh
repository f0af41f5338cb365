#!/usr/bin/env bash
# Measures anew whatever the READMEs show of training steps, inference, epochs and growth, into benchmarks/results. On a machine that does nothing else.
#
#   pnpm bench:all            builds the packages before it; the peers are installed at the first run
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=benchmarks/results
systems=compiled,torch,torch-fused,torch-compile,jax
# measure FILE OPTION…: what ended with figures is kept, also where a system was left out.
measure() {
  local file=$results/$1 started=$SECONDS
  shift
  node benchmarks/dist/main.js --threads 2 --json "$file" "$@" || echo "$file: see above" >&2
  echo "$file after $((SECONDS - started)) s" >&2
}

node scripts/build.mjs
(cd benchmarks && pnpm exec tsup --silent)
measure steps.json --jobs A,C,D,B --systems "$systems" --svg "$results/steps.svg"
measure other-jobs.json --jobs small-batch,large-batch,vae-large-batch,normalized,normalized-wide,full-size,colour,denoising,transformer --systems "$systems"
measure growth.json --growth --systems compiled,torch-compile,jax --rounds 3 --svg "$results/growth.svg"
measure inference.json --inference --systems "$systems"
measure epochs.json --epoch --memory --systems compiled,torch
