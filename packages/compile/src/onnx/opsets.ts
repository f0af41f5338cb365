import { expected } from '@latentkit/errors';

/** What a model asks of whoever runs it. */
export interface OpsetNeeds {
  readonly opset: number;
  /** Version of ONNX's file format. */
  readonly irVersion: number;
  /** The first ONNX Runtime that reads both. */
  readonly onnxruntime: string;
}

/** The opset that graphs are written for, which onnx's checker accepts. */
export const opset = 21;

/** The oldest one that they are lowered to. */
const oldest = 13;

/** From 13 on. @see https://onnxruntime.ai/docs/reference/compatibility.html */
const table: readonly (readonly [irVersion: number, onnxruntime: string])[] = [
  [7, '1.6'],
  [7, '1.8'],
  [8, '1.9'],
  [8, '1.12'],
  [8, '1.12'],
  [8, '1.14'],
  [9, '1.15'],
  [9, '1.17'],
  [10, '1.18'],
];

/**
 * What a model of an opset needs.
 *
 * @throws OPSET for one that models are not written for
 * @example
 * opsetNeeds(17); // { opset: 17, irVersion: 8, onnxruntime: '1.12' }
 */
export function opsetNeeds(wanted: number = opset): OpsetNeeds {
  const [irVersion, onnxruntime] = table[wanted - oldest] ?? [];
  if (irVersion !== undefined && onnxruntime !== undefined) return { opset: wanted, irVersion, onnxruntime };
  throw expected({
    where: 'opset',
    expected: `a whole number from ${oldest} to ${opset}`,
    received: String(wanted),
    todo: 'Leave it out for the newest.',
    code: 'OPSET',
  });
}
