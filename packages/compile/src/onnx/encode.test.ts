import { fromBinary } from '@bufbuild/protobuf';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { constant, input } from '../graph/graph.ts';
import { binary, cast, compare, fusedMatmul, gemm, integers, reshape, scalar } from '../graph/ops.ts';
import { encode } from './encode.ts';
import { ModelProtoSchema } from './generated/onnx_pb.ts';
import { opset } from './opsets.ts';

const x = input('x', 'float32', [2, 3]);

describe('encode', () => {
  it('writes operations, constants, attributes and names that ONNX Runtime computes with', async () => {
    const w = constant('float32', [3, 1], Float32Array.of(1, 2, 3));
    const model = encode({
      inputs: [x],
      outputs: { y: gemm(x, w), more: cast(compare('Greater', x, scalar(2)), 'int32') },
    });
    const session = await InferenceSession.create(model);
    const { y, more } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]) });
    expect(y?.data).toEqual(Float32Array.of(14, 32));
    expect(more?.data).toEqual(Int32Array.of(0, 0, 1, 1, 1, 1));
    await session.release();
  });

  it("writes ONNX Runtime's own operations under its own name", async () => {
    const rows = reshape(x, [1, 2, 3]);
    const model = encode({ inputs: [x], outputs: { y: fusedMatmul(rows, rows, { transB: true, alpha: 0.5 }) } });
    const session = await InferenceSession.create(model);
    const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]) });
    expect(y?.data).toEqual(Float32Array.of(7, 16, 16, 38.5));
    await session.release();
  });

  it('names the opset, and leaves out inputs and nodes that no output needs', () => {
    binary('Add', x, x);
    const model = fromBinary(
      ModelProtoSchema,
      encode({ inputs: [x, input('unused', 'float32', [1])], outputs: { y: reshape(x, [6]) } }),
    );
    expect(model.opsetImport[0]?.version).toBe(BigInt(opset));
    expect(model.graph?.input.map(({ name }) => name)).toEqual(['x']);
    expect(model.graph?.node.map(({ opType }) => opType)).toEqual(['Reshape']);
    expect(model.graph?.initializer[0]?.dims).toEqual([1n]);
  });

  it('gives an output that is an input, a constant or another output a node of its own', async () => {
    const sum = binary('Add', x, x);
    const model = encode({ inputs: [x], outputs: { same: x, three: integers([3]), a: sum, b: sum } });
    const session = await InferenceSession.create(model);
    const results = await session.run({ x: new Tensor('float32', new Float32Array(6).fill(1), [2, 3]) });
    expect(results.same?.data[0]).toBe(1);
    expect(results.three?.data).toEqual(BigInt64Array.of(3n));
    expect(results.b?.data).toEqual(results.a?.data);
    await session.release();
  });
});
