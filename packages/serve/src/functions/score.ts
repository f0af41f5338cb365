import type { Batch } from '@latentkit/core';
import { vocabulary } from '@latentkit/datasets';
import { isTextToImage } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import { type BatchedRows, batchedRows } from '../batch/batchedRows.ts';
import type { RowTables } from '../batch/rowProgram.ts';
import type { InputTensor, Port } from '../protocol/tensor.ts';
import { checkedClasses, classesOf, classPort } from './classes.ts';
import { type Parts, rowsOut } from './networks.ts';
import { sameForEachRow } from './sameForEachRow.ts';
import type { ServedFunction } from './servedFunction.ts';

/** What an energy needs beside the observation. */
interface Beside {
  readonly port: Port;
  readonly key: string;
  read(tensor: InputTensor): RowTables[string];
}

/** F(y) and its terms, [rows] each: of every row what `energies` gives of that row, whatever other rows there are. */
export function scoreOf({ run, units, runner, named }: Parts): ServedFunction | undefined {
  const { entry, spec, model } = run;
  const beside = besideOf(run);
  if (!beside) return undefined;
  const judge = (entry.calmJudge ?? entry.judge)(spec);
  let found: readonly string[] = judge.names;
  const rows: BatchedRows = batchedRows(
    runner,
    named('score'),
    (inputs, random) => {
      const batch = inputs as Batch;
      const terms = judge.terms(model, batch, sameForEachRow(random, batch.y.shape[0] as number));
      found = Object.keys(terms);
      return terms;
    },
    Object.values(model.variables),
  );
  const port = (name: string, holds: string): Port => ({ name, datatype: 'FP32', shape: [-1], holds });
  return {
    name: 'score',
    summary: `F(y): ${judge.title}; unusual observations have the most`,
    inputs: [units.in('observation'), ...beside.map(({ port }) => port)],
    get outputs() {
      return [
        port('energy', `Σ of the terms, ${judge.unit}`),
        ...found.map((name) => port(name, `a term, ${judge.unit}`)),
      ];
    },
    async infer(inputs, cancelled) {
      const tensor = inputs.get('observation') as InputTensor;
      const count = tensor.shape[0] as number;
      const others = beside.map(({ port, key, read }) => [key, read(inputs.get(port.name) as InputTensor)] as const);
      const y = { values: units.toModel(tensor), shape: tensor.shape };
      const terms = Object.entries(await rows.run({ y, ...Object.fromEntries(others) }, count, cancelled));
      const energy = Float32Array.from({ length: count }, (_, row) =>
        terms.reduce((sum, [, { values }]) => sum + (values[row] as number), 0),
      );
      return [rowsOut('energy', energy, [count]), ...terms.map(([name, { values }]) => rowsOut(name, values, [count]))];
    },
    dispose: rows.dispose,
  };
}

/** Undefined for an energy that needs what no request can give. */
function besideOf(run: OpenRun): Beside[] | undefined {
  const { trainedOn, model } = run;
  const needed = Object.keys(trainedOn.fingerprint ?? {}).flatMap((key) =>
    key.startsWith('train.') && key !== 'train.y' ? [key.slice('train.'.length)] : [],
  );
  const made = needed.map((key): Beside | undefined => {
    if (key === 'label') {
      const count = checkedClasses(run)?.model.classes ?? trainedOn.classes?.length ?? 2 ** 24;
      const read = (tensor: InputTensor) => ({ values: classesOf(tensor, count) as Float32Array, shape: tensor.shape });
      return { key, port: classPort('the class of the observation, counted from 0'), read };
    }
    if (key !== 'text' || !isTextToImage(model)) return undefined;
    const { words, textLength } = model.options;
    const read = ({ values }: InputTensor) => {
      const captions = vocabulary(words).encode(values as readonly string[], textLength);
      return { values: Float32Array.from(captions.values), shape: captions.shape };
    };
    return { key, read, port: { name: 'prompt', datatype: 'BYTES', shape: [-1], holds: 'the caption of the image' } };
  });
  return made.every((one) => one !== undefined) ? (made as Beside[]) : undefined;
}
