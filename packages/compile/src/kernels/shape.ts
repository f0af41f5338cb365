import * as tf from '@tensorflow/tfjs-core';
import { node, nodes, type Value } from '../graph/graph.ts';
import { cast, concat, expand, gather, integers, pad, reshape, scalar, slice, transpose } from '../graph/ops.ts';
import { axesOf } from './reduce.ts';
import type { None, Rule, Unary } from './rule.ts';

const shaped = (x: Value, shape: readonly number[]) =>
  reshape(x, tf.util.inferFromImplicitShape([...shape], tf.util.sizeFromShape([...x.shape])));

function sliced(x: Value, { begin, size }: tf.SliceAttrs): Value {
  const [from, length] = tf.slice_util.parseSliceParams(
    { shape: [...x.shape], rank: x.shape.length } as tf.Tensor,
    begin,
    size,
  ) as [number[], number[]];
  return slice(
    x,
    from,
    from.map((start, axis) => start + (length[axis] as number)),
  );
}

/** A slice with a step on each axis may run backwards; ONNX wants "before the start" far below zero then. */
function strided(x: Value, attributes: tf.StridedSliceAttrs): Value {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
  const info = tf.slice_util.sliceInfo(
    [...x.shape],
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  const shape = tf.slice_util.computeOutShape(info.begin, info.end, info.strides);
  const ends = info.end.map((stop, axis) => (stop < 0 && (info.strides[axis] as number) < 0 ? -(2 ** 31) : stop));
  const axes = integers(info.begin.map((_, axis) => axis));
  const operands = [x, integers(info.begin), integers(ends), axes, integers(info.strides)];
  return reshape(node('Slice', operands, { dtype: x.dtype, shape }), info.finalShape);
}

function reversed(x: Value, dims: readonly number[]): Value {
  return axesOf(dims, x.shape.length).reduce((from, axis) => {
    const length = from.shape[axis] as number;
    const backwards = Int32Array.from({ length }, (_, i) => length - 1 - i);
    return gather(from, { dtype: 'int32', shape: [length], source: { kind: 'constant', values: backwards } }, axis);
  }, x);
}

function split(x: Value, { numOrSizeSplits, axis }: tf.SplitVAttrs): readonly Value[] {
  const at = axesOf(axis, x.shape.length)[0] as number;
  const sizes = tf.backend_util.prepareSplitSize({ shape: [...x.shape] } as tf.Tensor, numOrSizeSplits, at);
  return nodes(
    'Split',
    [x, integers(sizes)],
    sizes.map((size) => ({ dtype: x.dtype, shape: x.shape.with(at, size) })),
    { axis: at },
  );
}

const stack = (values: readonly Value[], axis: number) => {
  const at = axis < 0 ? axis + (values[0] as Value).shape.length + 1 : axis;
  return concat(
    values.map((x) => reshape(x, x.shape.toSpliced(at, 0, 1))),
    at,
  );
};

export const shapes = {
  Reshape: (({ x }, { shape }) => shaped(x, shape)) as Rule<Unary, tf.ReshapeAttrs>,
  ExpandDims: (({ input }, { dim }) => {
    const at = dim < 0 ? dim + input.shape.length + 1 : dim;
    return reshape(input, input.shape.toSpliced(at, 0, 1));
  }) as Rule<tf.ExpandDimsInputs, tf.ExpandDimsAttrs>,
  Transpose: (({ x }, { perm }) => transpose(x, perm)) as Rule<Unary, tf.TransposeAttrs>,
  Tile: (({ x }, { reps }) => {
    const shape = x.shape.map((length, axis) => length * (reps[axis] as number));
    // What is repeated along axes of length 1 is broadcast, and need not be written out.
    if (x.shape.every((length, axis) => length === 1 || reps[axis] === 1)) return expand(x, shape);
    return node('Tile', [x, integers(reps)], { dtype: x.dtype, shape });
  }) as Rule<Unary, tf.TileAttrs>,
  Concat: ((values, { axis }) => {
    const at = axesOf(axis, (values[0] as Value).shape.length)[0] as number;
    const full = values.filter(({ shape }) => shape.every((length) => length > 0));
    return full.length === 1 ? (full[0] as Value) : concat(full, at);
  }) as Rule<Value[], tf.ConcatAttrs>,
  Slice: (({ x }, attributes) => sliced(x, attributes)) as Rule<Unary, tf.SliceAttrs>,
  StridedSlice: (({ x }, attributes) => strided(x, attributes)) as Rule<Unary, tf.StridedSliceAttrs>,
  PadV2: (({ x }, { paddings, constantValue }) =>
    pad(
      x,
      paddings.map(([before]) => before),
      paddings.map(([, after]) => after),
      constantValue,
    )) as Rule<Unary, tf.PadV2Attrs>,
  MirrorPad: (({ x }, { paddings, mode }) => {
    const before = paddings.map(([n]) => n);
    const after = paddings.map(([, n]) => n);
    const shape = x.shape.map((n, axis) => n + (before[axis] as number) + (after[axis] as number));
    const way = mode === 'reflect' ? 'reflect' : 'edge';
    if (way === 'edge') return mirrored(x, before, after);
    return node('Pad', [x, integers([...before, ...after])], { dtype: x.dtype, shape }, { mode: way });
  }) as Rule<Unary, tf.MirrorPadAttrs>,
  Reverse: (({ x }, { dims }) => reversed(x, [dims].flat())) as Rule<Unary, tf.ReverseAttrs>,
  SplitV: (({ x }, attributes) => split(x, attributes)) as Rule<Unary, tf.SplitVAttrs>,
  Pack: ((values, { axis }) => stack(values, axis)) as Rule<Value[], tf.PackAttrs>,
  Unpack: (({ value }, { axis }) => {
    const at = axesOf(axis, value.shape.length)[0] as number;
    const count = value.shape[at] as number;
    const parts = split(value, { numOrSizeSplits: Array(count).fill(1), axis: at });
    return parts.map((part) => reshape(part, part.shape.toSpliced(at, 1)));
  }) as Rule<tf.UnpackInputs, tf.UnpackAttrs>,
  Fill: ((_, { shape, value, dtype }) => {
    const type = dtype ?? (typeof value === 'number' ? 'float32' : 'bool');
    return expand(cast(scalar(Number(value)), type as 'float32'), shape);
  }) as Rule<None, tf.FillAttrs>,
  SpaceToBatchND: (({ x }, { blockShape, paddings }) => spaceToBatch(x, blockShape, paddings)) as Rule<
    Unary,
    tf.SpaceToBatchNDAttrs
  >,
  BatchToSpaceND: (({ x }, { blockShape, crops }) => batchToSpace(x, blockShape, crops)) as Rule<
    Unary,
    tf.BatchToSpaceNDAttrs
  >,
  /** NHWC: [n, h, w, c·b²] → [n, h·b, w·b, c]. */
  DepthToSpace: (({ x }, { blockSize: b }) => {
    const [n, h, w, c] = x.shape as [number, number, number, number];
    const depth = c / (b * b);
    return reshape(transpose(reshape(x, [n, h, w, b, b, depth]), [0, 1, 3, 2, 4, 5]), [n, h * b, w * b, depth]);
  }) as Rule<Unary, tf.DepthToSpaceAttrs>,
};

/** The symmetric mirror repeats the border, which ONNX's modes do not. */
function mirrored(x: Value, before: readonly number[], after: readonly number[]): Value {
  return x.shape.reduce((from, length, axis) => {
    const head = Array.from({ length: before[axis] as number }, (_, i) => (before[axis] as number) - 1 - i);
    const tail = Array.from({ length: after[axis] as number }, (_, i) => length - 1 - i);
    if (head.length + tail.length === 0) return from;
    const rows = Int32Array.from([...head, ...Array.from({ length }, (_, i) => i), ...tail]);
    return gather(from, { dtype: 'int32', shape: [rows.length], source: { kind: 'constant', values: rows } }, axis);
  }, x);
}

/** Pads, cuts the space axes into blocks and moves the position in a block to the front of the batch. */
function spaceToBatch(x: Value, block: readonly number[], paddings: number[][]): Value {
  const rest = x.shape.slice(1 + block.length).map(() => 0);
  const before = [0, ...paddings.map(([n]) => n as number), ...rest];
  const after = [0, ...paddings.map(([, n]) => n as number), ...rest];
  const padded = pad(x, before, after);
  const product = tf.util.sizeFromShape([...block]);
  const cut = tf.backend_util.getReshaped([...padded.shape], [...block], product, false);
  const perm = tf.backend_util.getPermuted(cut.length, block.length, false);
  const flat = tf.backend_util.getReshapedPermuted([...padded.shape], [...block], product, false);
  return reshape(transpose(reshape(padded, cut), perm), flat);
}

function batchToSpace(x: Value, block: readonly number[], crops: number[][]): Value {
  const product = tf.util.sizeFromShape([...block]);
  const cut = tf.backend_util.getReshaped([...x.shape], [...block], product);
  const perm = tf.backend_util.getPermuted(cut.length, block.length);
  const flat = tf.backend_util.getReshapedPermuted([...x.shape], [...block], product);
  const from = tf.backend_util.getSliceBeginCoords(crops, block.length);
  const size = tf.backend_util.getSliceSize(flat, crops, block.length);
  const joined = reshape(transpose(reshape(x, cut), perm), flat);
  return slice(
    joined,
    from,
    from.map((start, axis) => start + (size[axis] as number)),
  );
}
