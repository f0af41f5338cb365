import * as tf from '@tensorflow/tfjs-core';
import type { Dice } from './dice.ts';

/** One operation on a pool of tensors. */
export interface Instruction {
  readonly text: string;
  readonly run: (pool: readonly tf.Tensor[]) => tf.Tensor;
}

type T = tf.Tensor;
type Pair = [number, number];

/** Smooth, or with kinks where no number of a program lies. */
const unary: Readonly<Record<string, (x: T) => T>> = {
  abs: tf.abs,
  asinh: tf.asinh,
  atan: tf.atan,
  cos: tf.cos,
  elu: tf.elu,
  erf: tf.erf,
  expOf: (x) => tf.exp(tf.clipByValue(x, -9, 4)),
  expm1: (x) => tf.expm1(tf.clipByValue(x, -9, 4)),
  leakyRelu: (x) => tf.leakyRelu(x, 0.1),
  logOf: (x) => tf.log(tf.add(tf.abs(x), 0.1)),
  log1pOf: (x) => tf.log1p(tf.abs(x)),
  logSigmoid: tf.logSigmoid,
  logSoftmax: (x) => tf.logSoftmax(x),
  logSumExp: (x) => tf.logSumExp(x, x.rank - 1, true),
  neg: tf.neg,
  norm: (x) => tf.sqrt(tf.add(tf.sum(tf.square(x)), 0.1)),
  reciprocal: (x) => tf.reciprocal(tf.add(tf.abs(x), 0.5)),
  relu: tf.relu,
  relu6: tf.relu6,
  rsqrt: (x) => tf.rsqrt(tf.add(tf.square(x), 0.1)),
  selu: tf.selu,
  sigmoid: tf.sigmoid,
  sin: tf.sin,
  softmax: (x) => tf.softmax(x),
  softplus: tf.softplus,
  sqrt: (x) => tf.sqrt(tf.add(tf.abs(x), 0.1)),
  square: tf.square,
  tanh: tf.tanh,
};

/** These jump: of variables alone, whose bits are the same everywhere. */
const jumps: Readonly<Record<string, (x: T) => T>> = {
  ceil: tf.ceil,
  floor: tf.floor,
  round: tf.round,
  sign: tf.sign,
  step: (x) => tf.step(x, 0.5),
  positive: (x) => tf.cast(tf.greater(x, 0), 'float32'),
  whole: (x) => tf.cast(tf.cast(x, 'int32'), 'float32'),
  largest: (x) => tf.cast(tf.argMax(x, -1), 'float32'),
  oneHot: (x) => tf.cast(tf.oneHot(tf.cast(tf.clipByValue(x, 0, 2), 'int32'), 3), 'float32'),
};

const binary: Readonly<Record<string, (a: T, b: T) => T>> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: (a, b) => tf.div(a, tf.add(tf.abs(b), 0.5)),
  maximum: tf.maximum,
  minimum: tf.minimum,
  squaredDifference: tf.squaredDifference,
  pow: (a, b) => tf.pow(tf.add(tf.abs(a), 0.5), tf.clipByValue(b, -2, 2)),
  whereGreater: (a, b) => tf.where(tf.greater(a, b), tf.mul(a, 2), b),
  prelu: (a, b) => tf.prelu(a, b),
};

const reductions: Readonly<Record<string, (x: T, axis: number[] | undefined, keep: boolean) => T>> = {
  sum: tf.sum,
  mean: tf.mean,
  max: tf.max,
  min: tf.min,
  logSumExp: tf.logSumExp,
  variance: (x, axis, keep) => tf.moments(x, axis, keep).variance,
};

/** Numbers as a program writes them: bare, or with axes of their own. */
const numbers = [0, 1, -1, 2, 0.5, 3, 1e-3, 100];
const withNumbers: typeof binary = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  maximum: tf.maximum,
  div: binary.div as (a: T, b: T) => T,
};
const numberShapes = [[], [], [1], [1, 1], [1, 1, 1]];

type Make = (random: Dice, x: T, at: number, pool: readonly T[], inputs: number) => Instruction | undefined;
const one = (text: string, at: number, f: (x: T) => T): Instruction => ({
  text: `${text}(%${at})`,
  run: (pool) => f(pool[at] as T),
});
const named = (random: Dice, table: Readonly<Record<string, (x: T) => T>>, at: number) => {
  const name = random.pick(Object.keys(table));
  return one(name, at, table[name] as (x: T) => T);
};

const makes: readonly Make[] = [
  (random, _, at) => named(random, unary, at),
  (random, _, at) => named(random, unary, at),
  (random, _, __, ___, inputs) => named(random, jumps, random.below(inputs)),
  (random, _, at, pool) => {
    const [name, other] = [random.pick(Object.keys(binary)), random.below(pool.length)];
    const f = binary[name] as (a: T, b: T) => T;
    return { text: `${name}(%${at}, %${other})`, run: (all) => f(all[at] as T, all[other] as T) };
  },
  (random, _, at) => {
    const [number, shape, turned] = [random.pick(numbers), random.pick(numberShapes), random.below(2)];
    const name = random.pick(Object.keys(withNumbers));
    const f = withNumbers[name] as (a: T, b: T) => T;
    const c = () => tf.fill(shape as [], number);
    return one(`${name} ${number}[${shape}]${turned ? ' first' : ''}`, at, (x) => (turned ? f(c(), x) : f(x, c())));
  },
  (random, x, at) => {
    const name = random.pick(Object.keys(reductions));
    const axes = x.shape.map((_, i) => i).filter(() => random.below(2) === 0);
    const [axis, keep] = [axes.length === 0 ? undefined : axes, random.below(2) === 0];
    return one(`${name} over ${axis ?? 'all'}${keep ? ', kept' : ''}`, at, (y) =>
      (reductions[name] as (typeof reductions)[string])(y, axis, keep),
    );
  },
  (random, x, at) => {
    const shape = random.pick([
      [x.size],
      [1, x.size],
      [x.size, 1],
      [...x.shape, 1],
      [1, ...x.shape],
      [...x.shape].reverse(),
    ]);
    return one(`reshape [${shape}]`, at, (y) => tf.reshape(y, shape));
  },
  (random, x, at) => {
    const perm = x.shape.map((_, i) => i);
    for (let i = perm.length - 1; i > 0; i--) {
      const k = random.below(i + 1);
      [perm[i], perm[k]] = [perm[k] as number, perm[i] as number];
    }
    return one(`transpose [${perm}]`, at, (y) => tf.transpose(y, perm));
  },
  (random, x, at, pool) => {
    const alike = pool.map((y, i) => [y, i] as const).filter(([y]) => y.rank === x.rank && y.dtype === x.dtype);
    const [, other] = random.pick(alike);
    const axis = random.below(Math.max(1, x.rank));
    const stacked = random.below(2) === 0;
    return {
      text: `${stacked ? 'stack' : 'concat'} on ${axis}(%${at}, %${other})`,
      run: (all) => (stacked ? tf.stack : tf.concat)([all[at] as T, all[other] as T], axis),
    };
  },
  (random, x, at) => {
    const begin = x.shape.map((length) => random.below(length));
    const size = x.shape.map((length, i) => 1 + random.below(length - (begin[i] as number)));
    return one(`slice [${begin}] [${size}]`, at, (y) => tf.slice(y, begin, size));
  },
  (random, x, at) => {
    const around = x.shape.map((): Pair => [random.below(2), random.below(2)]);
    const name = random.pick(['pad', 'mirrorPad'] as const);
    return one(`${name} ${JSON.stringify(around)}`, at, (y) =>
      name === 'pad' ? tf.pad(y, around) : tf.mirrorPad(y, around, 'symmetric'),
    );
  },
  (random, x, at) => {
    const times = x.shape.map(() => 1 + random.below(2));
    return one(`tile [${times}]`, at, (y) => tf.tile(y, times));
  },
  (random, x, at) => {
    const axis = random.below(Math.max(1, x.rank));
    const name = random.pick(['reverse', 'cumsum', 'gather', 'unstack', 'split'] as const);
    const rows = Array.from({ length: 3 }, () => random.below(x.shape[axis] ?? 1));
    return one(`${name} on ${axis}${name === 'gather' ? ` [${rows}]` : ''}`, at, (y) => {
      if (name === 'reverse') return tf.reverse(y, axis);
      if (name === 'cumsum') return tf.cumsum(y, axis, rows[0] === 1, rows[1] === 1);
      if (name === 'gather') return tf.gather(y, tf.tensor1d(rows, 'int32'), axis);
      return name === 'unstack' ? (tf.unstack(y, axis)[0] as T) : (tf.split(y, y.shape[axis] as number, axis)[0] as T);
    });
  },
  (random, x, at, pool) => {
    const [left, right, other] = [random.below(2) === 0, random.below(2) === 0, random.below(pool.length)];
    const inner = x.shape.at(left ? -2 : -1);
    const y = pool[other] as T;
    const [mine, theirs] = [x, y].map(({ shape }) => shape.slice(0, -2).join()) as [string, string];
    // Of stacks that broadcast along one axis, tfjs's cpu backend multiplies others with each other.
    const together = mine === theirs || x.rank === 2 || y.rank === 2;
    if (!together || x.rank < 2 || y.rank < 2 || y.shape.at(right ? -1 : -2) !== inner) {
      // With itself, transposed: always possible.
      return x.rank < 2 ? undefined : one('times its transpose', at, (z) => tf.matMul(z, z, left, !left));
    }
    return {
      text: `matMul(%${at}${left ? 'ᵀ' : ''}, %${other}${right ? 'ᵀ' : ''})`,
      run: (all) => tf.matMul(all[at] as T, all[other] as T, left, right),
    };
  },
  (random, x, at) => {
    if (x.rank !== 4) return undefined;
    const channels = x.shape[3] as number;
    const [stride, size] = [1 + random.below(2), 1 + random.below(3)];
    const [padding, name] = [
      random.pick(['same', 'valid'] as const),
      random.pick(['conv', 'depthwise', 'max', 'avg', 'transposed', 'upsample']),
    ];
    const filter = (outputs: number) =>
      tf.reshape(tf.sin(tf.range(0, size * size * channels * outputs)), [size, size, channels, outputs]) as tf.Tensor4D;
    return one(`${name} ${size}×${size} by ${stride}, ${padding}`, at, (z) => {
      const y = z as tf.Tensor4D;
      if (name === 'conv') return tf.conv2d(y, filter(2), stride, padding);
      if (name === 'depthwise') return tf.depthwiseConv2d(y, filter(2), stride, padding);
      if (name === 'max') return tf.maxPool(y, size, stride, padding);
      if (name === 'avg') return tf.avgPool(y, size, stride, padding);
      const [n, h, w] = y.shape;
      // tfjs's cpu backend puts the gradient of the second image elsewhere.
      if (name === 'upsample' && n > 1) throw new RangeError('one image');
      if (name === 'upsample') return tf.image.resizeNearestNeighbor(y, [2 * h, 2 * w]);
      const turned = tf.transpose(filter(2), [0, 1, 3, 2]) as tf.Tensor4D;
      return tf.conv2dTranspose(y, turned, [n, h * stride, w * stride, 2], stride, 'same');
    });
  },
];

/** An operation that may fit the pool. */
export function propose(random: Dice, pool: readonly T[], inputs: number): Instruction | undefined {
  // What was made last is most likely to go on.
  const at = random.below(3) > 0 ? pool.length - 1 : random.below(pool.length);
  return random.pick(makes)(random, pool[at] as T, at, pool, inputs);
}
