// What TPE finds in 50 trials of five standard functions, beside Optuna's multivariate TPE with constant liar: the median over 20 seeds of the best value above
// the function's minimum.
//
//   pnpm build && node benchmarks/tpe.mjs benchmarks/results/tpe.json [python with optuna, python3 by default]
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tpe } from '@latentkit/cluster';

const [, , path = '', python = 'python3'] = process.argv;
const [seeds, trials] = [20, 50];

/** @typedef {{ low: number[], high: number[], least: number, f: (x: number[]) => number }} Problem */

const hartmannA = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const hartmannP = [
  [1312, 1696, 5569, 124, 8283, 5886],
  [2329, 4135, 8307, 3736, 1004, 9991],
  [2348, 1451, 3522, 2883, 3047, 6650],
  [4047, 8828, 8732, 5743, 1091, 381],
];
const sum = (/** @type {number[]} */ values) => values.reduce((total, value) => total + value, 0);
const at = (/** @type {readonly number[]} */ values, /** @type {number} */ i) => Number(values[i]);

/** @type {Record<string, Problem>} */
const problems = {
  branin: {
    low: [-5, 0],
    high: [10, 15],
    least: 0.39788735772973816,
    f: (x) => {
      const [a, b] = [at(x, 0), at(x, 1)];
      return (
        (b - (5.1 / (4 * Math.PI ** 2)) * a * a + (5 / Math.PI) * a - 6) ** 2 +
        10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) +
        10
      );
    },
  },
  hartmann6: {
    low: Array(6).fill(0),
    high: Array(6).fill(1),
    least: -3.32236801141551,
    f: (x) =>
      -sum(
        [1, 1.2, 3, 3.2].map(
          (c, i) =>
            c *
            Math.exp(
              -sum(x.map((value, j) => at(hartmannA[i] ?? [], j) * (value - at(hartmannP[i] ?? [], j) / 1e4) ** 2)),
            ),
        ),
      ),
  },
  ackley5: {
    low: Array(5).fill(-32.768),
    high: Array(5).fill(32.768),
    least: 0,
    f: (x) => {
      const mean = (/** @type {(value: number) => number} */ of) => sum(x.map(of)) / x.length;
      return (
        -20 * Math.exp(-0.2 * Math.sqrt(mean((v) => v * v))) -
        Math.exp(mean((v) => Math.cos(2 * Math.PI * v))) +
        20 +
        Math.E
      );
    },
  },
  rosenbrock4: {
    low: Array(4).fill(-2.048),
    high: Array(4).fill(2.048),
    least: 0,
    f: (x) => sum(x.slice(1).map((next, i) => 100 * (next - at(x, i) ** 2) ** 2 + (1 - at(x, i)) ** 2)),
  },
  styblinskiTang5: {
    low: Array(5).fill(-5),
    high: Array(5).fill(5),
    least: 5 * -39.16616570377142,
    f: (x) => sum(x.map((v) => v ** 4 - 16 * v * v + 5 * v)) / 2,
  },
};

/** Numbers in [0, 1) of a seed's sequence (mulberry32). @param {number} seed */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {Problem} problem @param {number} seed */
function ours({ low, high, f }, seed) {
  const space = Object.fromEntries(
    low.map((from, i) => [
      `x${i}`,
      { kind: /** @type {const} */ ('number'), low: from, high: at(high, i), log: false },
    ]),
  );
  const uniform = numbers(seed);
  /** @type {import('@latentkit/cluster').Observation[]} */
  const seen = [];
  for (let trial = 0; trial < trials; trial++) {
    const point = tpe(space, seen, uniform);
    seen.push({ point, rung: 0, value: f(low.map((_, i) => Number(point[`x${i}`]))) });
  }
  return Math.min(...seen.map(({ value }) => Number(value)));
}

const script = `
import json, math, sys, warnings, optuna
warnings.simplefilter('ignore')
optuna.logging.set_verbosity(optuna.logging.ERROR)
seeds, trials, problems, A, P = json.loads(sys.argv[1])
def branin(x): return (x[1] - 5.1 / (4 * math.pi ** 2) * x[0] ** 2 + 5 / math.pi * x[0] - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0]) + 10
def hartmann6(x): return -sum(c * math.exp(-sum(a * (v - p / 1e4) ** 2 for a, p, v in zip(A[i], P[i], x))) for i, c in enumerate([1, 1.2, 3, 3.2]))
def ackley5(x): return -20 * math.exp(-0.2 * math.sqrt(sum(v * v for v in x) / len(x))) - math.exp(sum(math.cos(2 * math.pi * v) for v in x) / len(x)) + 20 + math.e
def rosenbrock4(x): return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))
def styblinskiTang5(x): return sum(v ** 4 - 16 * v * v + 5 * v for v in x) / 2
best = {}
for name, (low, high) in problems.items():
    best[name] = []
    for seed in range(seeds):
        study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed, multivariate=True, constant_liar=True))
        study.optimize(lambda t: globals()[name]([t.suggest_float('x%d' % i, a, b) for i, (a, b) in enumerate(zip(low, high))]), n_trials=trials)
        best[name].append(study.best_value)
print(json.dumps({'version': optuna.__version__, 'best': best}))
`;

/** @returns {{ version: string, best: Record<string, number[]> }} */
function optuna() {
  const ranges = Object.fromEntries(Object.entries(problems).map(([name, { low, high }]) => [name, [low, high]]));
  const given = JSON.stringify([seeds, trials, ranges, hartmannA, hartmannP]);
  const { status, stdout, stderr } = spawnSync(python, ['-c', script, given], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`python: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** @param {number[]} values */
const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (at(sorted, (sorted.length - 1) >> 1) + at(sorted, sorted.length >> 1)) / 2;
};

const theirs = optuna();
const results = Object.entries(problems).map(([name, problem]) => {
  const above = (/** @type {number[]} */ best) => median(best.map((value) => value - problem.least));
  const latentkit = above(Array.from({ length: seeds }, (_, seed) => ours(problem, seed)));
  const peer = above(theirs.best[name] ?? []);
  console.log(
    `${name}: ${latentkit.toPrecision(4)} above the minimum, Optuna ${peer.toPrecision(4)}, ratio ${(latentkit / peer).toFixed(2)}`,
  );
  return { name, latentkit, optuna: peer, ratio: latentkit / peer };
});
if (path) writeFileSync(path, `${JSON.stringify({ seeds, trials, optuna: theirs.version, results }, null, 2)}\n`);
