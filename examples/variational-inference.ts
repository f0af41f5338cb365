// The toy of variational inference, log p(x) = KL + ELBO at every step: npm run variational-inference -- [x] [steps] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { variationalInference } from '@latentkit/models';
import { csv, figureGrid, type LineChart, lineChart } from '@latentkit/viz';

const [x = 1, steps = 30] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';

// A hidden bit z ~ Bernoulli(0.3), and a number x ~ N(−1, 1) or N(2, 1) by it. x is seen: was z = 1?
const mixture = { rate: 0.3, means: [-1, 2], standardDeviation: 1 } as const;
// q(z = 1|x) = σ(φ) starts at 0.02 and climbs the ELBO: φ ← φ + η dL/dφ
const climb = variationalInference({ mixture, x, start: 0.02, learningRate: 2, steps });
const { q, elbo, divergence, logEvidence, expectedLogLikelihood, divergenceToPrior } = climb;

const at = q.map((_, step) => step);
const sums = elbo.map((bound, step) => bound + (divergence[step] ?? 0));
const error = Math.max(...logEvidence.map((evidence, step) => Math.abs(evidence - (sums[step] ?? 0))));

const identity: LineChart = {
  title: 'log p(x) = KL + ELBO',
  x: { label: 'step' },
  y: { label: 'log probability', unit: 'nats' },
  series: [
    { name: 'log p(x)', x: at, y: logEvidence },
    { name: 'ELBO', x: at, y: elbo },
  ],
  bands: [{ name: 'KL(q(z|x) ‖ p(z|x))', x: at, low: elbo, high: sums }],
};
const parts: LineChart = {
  title: 'ELBO = E[log p(x|z)] − KL(q(z|x) ‖ p(z))',
  x: { label: 'step' },
  y: { label: 'its parts', unit: 'nats' },
  series: [
    { name: 'E[log p(x|z)]', x: at, y: expectedLogLikelihood },
    { name: '−KL(q(z|x) ‖ p(z))', x: at, y: divergenceToPrior.map((value) => -value) },
    { name: 'ELBO', x: at, y: elbo },
  ],
};
const page = figureGrid({
  title: `q(z = 1|x) climbs from ${q[0]?.toFixed(2)} to ${q.at(-1)?.toFixed(2)}, and with it the bound`,
  figures: [identity, parts].map(lineChart),
});
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/variational-inference.svg`, page.svg());
writeFileSync(`${folder}/variational-inference.csv`, csv(page.columns));
console.log(
  `${folder}/variational-inference.svg: what KL loses the ELBO gains; the sum holds to ${error.toExponential(0)}`,
);
