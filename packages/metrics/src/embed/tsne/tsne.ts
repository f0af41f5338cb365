import { type HostArray, streams } from '@latentkit/core';
import { fillNormal, float64Vectors } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { principalComponents } from '../../components/principalComponents.ts';
import { type Affinities, affinities } from './affinities.ts';
import { quadtree } from './quadtree.ts';
import { repulsion } from './repulsion.ts';

const where = 'tsne';

export interface TsneOptions {
  readonly seed?: number;
  /** How many neighbours a vector has, softly: few show detail, many the whole. */
  readonly perplexity?: number;
}

/** The first iterations pull P this many times as strongly, so that groups find together. */
const EXAGGERATION = { iterations: 250, factor: 12 };
const ITERATIONS = 1000;
const THETA = 0.5;

/**
 * Vectors in the plane by t-SNE: neighbours stay neighbours, sizes of groups and distances between them mean little.
 *
 * It lowers KL(P ‖ Q), P of neighbours among the vectors, Q ∝ 1 / (1 + ‖yᵢ − yⱼ‖²) in the plane, by 1000 steps with momentum from the first two
 * principal components; forces between points far apart by Barnes and Hut's tree. 2000 vectors take about 7 seconds, 5000 about 24.
 *
 * @param vectors [n, …], n > 3 · perplexity
 * @param options.seed of the jitter that parts equal vectors
 * @returns [n, 2]
 * @throws OPTION for a perplexity that n vectors cannot have, SHAPE, NOT_FINITE
 * @see van der Maaten & Hinton, "Visualizing data using t-SNE", JMLR 9 (2008); van der Maaten, JMLR 15 (2014)
 * @example
 * tsne({ values: Float32Array.from({ length: 60 }, (_, i) => i % 7), shape: [20, 3] }, { perplexity: 4 }).shape; // [20, 2]
 */
export function tsne(
  vectors: HostArray<ArrayLike<number>>,
  { seed = 0, perplexity = 30 }: TsneOptions = {},
): HostArray {
  const x = float64Vectors(where, vectors);
  if (!(perplexity >= 1 && 3 * perplexity < x.rows)) {
    throw expected({
      where,
      expected: `perplexity from 1 to below a third of the ${x.rows} vectors`,
      received: String(perplexity),
      todo: 'Choose a smaller one, or pass more vectors.',
      code: 'OPTION',
    });
  }
  const p = affinities(x, perplexity);
  const y = start(x, seed);
  const slope = new Float64Array(y.length);
  const velocity = new Float64Array(y.length);
  const gains = new Float64Array(y.length).fill(1);
  const rate = Math.max(x.rows / EXAGGERATION.factor / 4, 50);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const early = iteration < EXAGGERATION.iterations;
    gradient(p, y, early ? EXAGGERATION.factor : 1, slope);
    const momentum = early ? 0.5 : 0.8;
    for (let k = 0; k < y.length; k++) {
      const against = (slope[k] as number) * (velocity[k] as number) < 0;
      gains[k] = Math.max(0.01, against ? (gains[k] as number) + 0.2 : (gains[k] as number) * 0.8);
      velocity[k] = momentum * (velocity[k] as number) - rate * (gains[k] as number) * (slope[k] as number);
      y[k] = (y[k] as number) + (velocity[k] as number);
    }
  }
  return { values: Float32Array.from(y), shape: [x.rows, 2] };
}

/** ∂KL/∂yᵢ = 4 (Σⱼ f Pᵢⱼ wᵢⱼ (yᵢ − yⱼ) − Σⱼ wᵢⱼ² (yᵢ − yⱼ) / Z), f the exaggeration */
export function gradient(
  p: Affinities,
  y: Float64Array,
  exaggeration: number,
  into: Float64Array,
  theta = THETA,
): void {
  const z = repulsion(quadtree(y), y, theta, into);
  for (let i = 0; i < y.length / 2; i++) {
    const [x0, y0] = [y[2 * i] as number, y[2 * i + 1] as number];
    let [pullX, pullY] = [0, 0];
    for (let at = p.starts[i] as number; at < (p.starts[i + 1] as number); at++) {
      const j = p.columns[at] as number;
      const dx = x0 - (y[2 * j] as number);
      const dy = y0 - (y[2 * j + 1] as number);
      const force = (p.values[at] as number) / (1 + dx * dx + dy * dy);
      pullX += force * dx;
      pullY += force * dy;
    }
    into[2 * i] = 4 * (exaggeration * pullX - (into[2 * i] as number) / z);
    into[2 * i + 1] = 4 * (exaggeration * pullY - (into[2 * i + 1] as number) / z);
  }
}

/** The first two principal components at a deviation of 10⁻⁴, with a hundredth of jitter: [n, 2] */
function start(x: { values: Float64Array; rows: number; size: number }, seed: number): Float64Array {
  const basis = principalComponents({ values: x.values, shape: [x.rows, x.size] });
  const kept = Math.min(2, x.size);
  const codes = basis.encode({ values: x.values, shape: [x.rows, x.size] }, kept).values;
  const scale = 1e-4 / (Math.sqrt(basis.variances[0] as number) || 1);
  const jitter = fillNormal(new Float32Array(2 * x.rows), { seed, stream: streams.embeddings, step: 0 });
  return Float64Array.from(jitter, (noise, at) => {
    const along = at % 2 < kept ? (codes[Math.floor(at / 2) * kept + (at % 2)] as number) * scale : 0;
    return along + 1e-6 * noise;
  });
}
