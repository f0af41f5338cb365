import type { ServedFunction } from '../functions/servedFunction.ts';
import type { Port } from '../protocol/tensor.ts';

const port = ({ name, datatype, shape, holds, also, optional }: Port) => ({
  name,
  datatype,
  shape,
  parameters: { holds, ...(also && { also: also.join(',') }), ...(optional && { optional }) },
});

/** A model as the protocol tells of it. */
export const metadataOf = (name: string, { summary, inputs, outputs }: ServedFunction) => ({
  name,
  versions: ['1'],
  platform: 'latentkit',
  inputs: inputs.map(port),
  outputs: outputs.map(port),
  parameters: { summary },
});
