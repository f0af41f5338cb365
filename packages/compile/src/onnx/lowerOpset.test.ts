import '@tensorflow/tfjs-backend-cpu';
import { fromBinary } from '@bufbuild/protobuf';
import * as tf from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx, opsetNeeds } from '../index.ts';
import { ModelProtoSchema } from './generated/onnx_pb.ts';

beforeAll(() => tf.setBackend('cpu'));

type Map = (x: tf.Tensor) => tf.Tensor;

const written = (map: Map, opset?: number) =>
  exportOnnx(({ x }) => ({ y: map(x as tf.Tensor) }), { inputs: { x: ['batch', 3, 4] }, state: {}, opset });

async function run(onnx: Uint8Array): Promise<readonly number[]> {
  const session = await InferenceSession.create(onnx);
  const x = Float32Array.from({ length: 24 }, (_, i) => Math.sin(3 * i));
  const { y } = await session.run({ x: new Tensor('float32', x, [2, 3, 4]) });
  await session.release();
  return Array.from(y?.data as Float32Array);
}

const maps: Readonly<Record<string, Map>> = {
  'means and maxima': (x) => tf.add(tf.mean(x, [1], true), tf.max(x, 2, true)),
  'a mean of all but the batch': (x) => tf.mean(x, [1, 2]),
  'least numbers and products': (x) => tf.add(tf.min(x, -1), tf.prod(x, 2)),
  'sums, softmax, padding, parts': (x) =>
    tf.pad(tf.softmax(tf.slice(tf.sum(x, 1, true), [0, 0, 1], [-1, 1, 2])), [
      [0, 0],
      [0, 0],
      [1, 1],
    ]),
};

describe.each(Object.entries(maps))('%s', (_, map) => {
  it.each([13, 14, 15, 16, 17, 18, 19, 20, 21])('in opset %i as in 21', async (opset) => {
    const onnx = written(map, opset);
    const { irVersion, opsetImport, metadataProps } = fromBinary(ModelProtoSchema, onnx);
    const needs = opsetNeeds(opset);
    expect(irVersion).toBe(BigInt(needs.irVersion));
    expect(opsetImport.map(({ version }) => version)).toEqual([BigInt(opset)]);
    expect(metadataProps.find(({ key }) => key === 'onnxruntime')?.value).toBe(`>=${needs.onnxruntime}`);
    expect(await run(onnx)).toEqual(await run(written(map)));
  });
});

it('an operator that an opset has not is refused by its name', () => {
  const map: Map = (x) => tf.cast(tf.bitwiseAnd(tf.cast(x, 'int32'), tf.cast(tf.square(x), 'int32')), 'float32');
  expect(() => written(map, 17)).toThrow(
    'opset 17: expected operators that it has, received BitwiseAnd. Take opset 18 or newer.',
  );
  expect(() => written(map, 18)).not.toThrow();
});

it.each([12, 22, 13.5, Number.NaN])('opset %d is refused', (opset) => {
  expect(() => written((x) => x, opset)).toThrow(`opset: expected a whole number from 13 to 21, received ${opset}.`);
});
