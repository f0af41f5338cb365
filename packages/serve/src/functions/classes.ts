import type { ConditionalVariationalAutoencoder, LatentModel } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import { refusal } from '../protocol/refusal.ts';
import type { InputTensor, Port } from '../protocol/tensor.ts';

const isConditional = (model: LatentModel): model is ConditionalVariationalAutoencoder => 'classify' in model;

/** The optional input `class` of a conditional model. */
export interface Classes {
  readonly model: ConditionalVariationalAutoencoder;
  readonly port: Port;
  /** [rows]; undefined where none are given. @throws REQUEST for a class that the model does not have */
  of(inputs: ReadonlyMap<string, InputTensor>): Float32Array | undefined;
}

/** Undefined for a model that knows no classes. */
export function checkedClasses({ model, trainedOn }: Pick<OpenRun, 'model' | 'trainedOn'>): Classes | undefined {
  if (!isConditional(model)) return undefined;
  const names = trainedOn.classes ? `: ${trainedOn.classes.slice(0, 50).join(', ')}` : '';
  const holds = `class from 0 to ${model.classes - 1}${names}; left out: the mean over all`;
  const port = { ...classPort(holds), optional: true };
  return { model, port, of: (inputs) => classesOf(inputs.get('class'), model.classes) };
}

export const classPort = (holds: string): Port => ({
  name: 'class',
  datatype: 'INT32',
  also: ['INT64', 'UINT8', 'INT16', 'UINT32'],
  shape: [-1],
  holds,
});

/** [rows] @throws REQUEST for a number that is not a class */
export function classesOf(tensor: InputTensor | undefined, count: number): Float32Array | undefined {
  if (!tensor) return undefined;
  const label = Float32Array.from(tensor.values as ArrayLike<number>);
  const odd = label.findIndex((value) => !(value >= 0 && value < count));
  if (odd === -1) return label;
  throw refusal({
    where: `input class, row ${odd}`,
    expected: `a class from 0 to ${count - 1}`,
    received: String(label[odd]),
    todo: 'Change it.',
  });
}
