import { describe, expect, it } from 'vitest';
import { readRequest } from './readRequest.ts';
import { writeResponse } from './writeResponse.ts';

const bytes = (json: unknown, ...parts: Uint8Array[]) => {
  const head = Buffer.from(JSON.stringify(json));
  return { body: Buffer.concat([head, ...parts]), length: head.length };
};
const request = (input: object, rest: object = {}) =>
  bytes({ inputs: [{ name: 'y', datatype: 'FP32', shape: [2, 2], ...input }], ...rest });
const read = (input: object, rest?: object) => readRequest(request(input, rest).body, undefined);
const le = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

describe('readRequest', () => {
  it('reads data flat or nested', () => {
    for (const data of [
      [1, 2, 3, 4],
      [
        [1, 2],
        [3, 4],
      ],
    ])
      expect(Array.from<unknown>(read({ data }).inputs.get('y')?.values ?? [])).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['FP32', Float32Array.of(0.5, -1, 2, 3)],
    ['FP64', Float64Array.of(0.1, -1, 2, 3)],
    ['UINT8', Uint8Array.of(0, 1, 2, 255)],
    ['INT16', Int16Array.of(-1, 300, 2, 3)],
    ['INT32', Int32Array.of(-1, 70_000, 2, 3)],
    ['INT64', BigInt64Array.of(-1n, 70_000n, 2n, 3n)],
    ['UINT64', BigUint64Array.of(1n, 70_000n, 2n, 3n)],
    ['BOOL', Uint8Array.of(0, 1, 1, 0)],
  ] as const)('reads little-endian %s after the JSON, at any place', (datatype, array) => {
    // A text of one byte more shifts the tensor to another address.
    for (const id of ['a', 'ab', 'abc']) {
      const input = { name: 'y', datatype, shape: [4], parameters: { binary_data_size: array.byteLength } };
      const { body, length } = bytes({ id, inputs: [input] }, le(array));
      const values = readRequest(body, length).inputs.get('y')?.values as ArrayLike<number>;
      expect(Array.from(values)).toEqual(Array.from(array, Number));
    }
  });

  it('reads texts, each after its length', () => {
    const text = (one: string) => [le(Uint32Array.of(Buffer.byteLength(one))), Buffer.from(one)];
    const part = Buffer.concat(['a red circle', '', 'é'].flatMap(text));
    const input = { name: 'p', datatype: 'BYTES', shape: [3], parameters: { binary_data_size: part.length } };
    const { body, length } = bytes({ inputs: [input] }, part);
    expect(readRequest(body, length).inputs.get('p')?.values).toEqual(['a red circle', '', 'é']);
  });

  it('takes what outputs are wanted, and whether as bytes', () => {
    const outputs = [{ name: 'a', parameters: { binary_data: false } }, { name: 'b' }];
    const data = [1, 2, 3, 4];
    expect(read({ data }, { outputs, parameters: { binary_data_output: true } })).toMatchObject({
      outputs: [
        { name: 'a', binary: false },
        { name: 'b', binary: true },
      ],
      binary: true,
    });
    expect(read({ data }).outputs).toBeUndefined();
    expect(read({ data }, { outputs: [] }).outputs).toBeUndefined();
  });

  it.each<[object, object, string]>([
    [{ data: [1, 2, 3] }, {}, 'input y: expected 4 values, as its shape has, received 3.'],
    [{ data: [[1], [2, 3, 4]] }, {}, 'input y: expected nested arrays of one length at each depth, received others.'],
    [{ data: [null, [2, 3, 4]] }, {}, 'input y: expected nested arrays of one length'],
    [{ data: [[1, 2], 3, 4] }, {}, 'input y: expected nested arrays of one length'],
    [{ data: [1, 2, 3, 'x'] }, {}, 'input y, value 3: expected a number, received string.'],
    [{ data: [1, 2, 3, null] }, {}, 'input y, value 3: expected a number, received null.'],
    [{ data: 'x' }, {}, 'input y: expected data as an array, received string.'],
    [{ data: [1.5, 0, 0, 0], datatype: 'UINT8' }, {}, 'input y, value 0: expected UINT8, from 0 to 255, received 1.5.'],
    [{ data: [256, 0, 0, 0], datatype: 'UINT8' }, {}, 'input y, value 0: expected UINT8, from 0 to 255, received 256.'],
    [{ datatype: 'FP8' }, {}, 'input y, datatype: expected one of BOOL'],
    [{ shape: [-1] }, {}, 'input y, shape: expected whole numbers of at least 0, received [-1].'],
    [{ shape: [2 ** 40, 2 ** 40] }, {}, 'input y, shape: expected a shape of fewer values'],
    [{ parameters: { binary_data_size: 99 } }, {}, 'input y, binary_data_size: expected a whole number from 0 to 0'],
    [{ data: [1, 2, 3, 4] }, { outputs: 'x' }, 'outputs: expected a list, received string.'],
    [{ data: [1, 2, 3, 4] }, { id: 7 }, 'id: expected a text, received number.'],
    [{ data: [1, 2, 3, 4] }, { inputs: {} }, 'inputs: expected a list of tensors, received object.'],
  ])('refuses in one line: case %#', (input, rest, message) => {
    expect(() => read(input, rest)).toThrow(message);
  });

  it('refuses bytes that are not JSON, are left over or are too few, and a name that comes again', () => {
    expect(() => readRequest(Buffer.from('{'), undefined)).toThrow('body: expected JSON of an inference request');
    expect(() => readRequest(Buffer.from([0xff]), undefined)).toThrow('body: expected JSON of an inference request');
    const { body, length } = bytes({ inputs: [] }, Uint8Array.of(1));
    expect(() => readRequest(body, length)).toThrow('body: expected 0 bytes after the JSON');
    expect(() => readRequest(body, 99)).toThrow('Inference-Header-Content-Length: expected at most');
    const input = { name: 'y', datatype: 'FP32', shape: [1], parameters: { binary_data_size: 3 } };
    const short = bytes({ inputs: [input] }, new Uint8Array(3));
    expect(() => readRequest(short.body, short.length)).toThrow('input y: expected 4 bytes, 1 value of FP32');
    const twice = { name: 'y', datatype: 'FP32', shape: [1], data: [1] };
    expect(() => readRequest(bytes({ inputs: [twice, twice] }).body, undefined)).toThrow(
      'inputs: expected each name once',
    );
  });
});

it('writeResponse puts JSON first and the bytes of binary outputs after it, in order', () => {
  const outputs = [
    { name: 'a', shape: [2], values: Float32Array.of(1, 0.5) },
    { name: 'b', shape: [1], values: Float32Array.of(2) },
    { name: 'c', shape: [2], values: Uint8Array.of(3, 4) },
  ];
  const { body, headerLength } = writeResponse('m', outputs, { id: 'x', isBinary: (name) => name !== 'b' });
  expect(JSON.parse(Buffer.from(body.subarray(0, headerLength)).toString())).toEqual({
    model_name: 'm',
    model_version: '1',
    id: 'x',
    outputs: [
      { name: 'a', datatype: 'FP32', shape: [2], parameters: { binary_data_size: 8 } },
      { name: 'b', datatype: 'FP32', shape: [1], data: [2] },
      { name: 'c', datatype: 'UINT8', shape: [2], parameters: { binary_data_size: 2 } },
    ],
  });
  expect(body.subarray(headerLength)).toEqual(Buffer.concat([le(Float32Array.of(1, 0.5)), Uint8Array.of(3, 4)]));
  expect(writeResponse('m', outputs, { id: undefined, isBinary: () => false }).headerLength).toBeUndefined();
});
