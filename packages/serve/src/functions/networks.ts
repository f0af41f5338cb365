import type { NamedTensors, StepFunction } from '@latentkit/core';
import type { LatentModel } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type BatchedRows, batchedRows, type Runner } from '../batch/batchedRows.ts';
import type { Cancellation } from '../batch/cancellation.ts';
import type { InputTensor, OutputTensor, Port } from '../protocol/tensor.ts';
import { checkedClasses } from './classes.ts';
import type { ServedFunction } from './servedFunction.ts';
import { finite, type Units } from './units.ts';

export interface Parts {
  readonly run: OpenRun;
  readonly units: Units;
  readonly runner: Runner;
  /** The name of a function as the protocol has it. */
  readonly named: (name: string) => string;
}

const stateOf = (model: LatentModel) => Object.values(model.variables);

export const codePort = ({ run: { model } }: Parts): Port => ({
  name: 'code',
  datatype: 'FP32',
  shape: [-1, ...(model.latentShape as readonly number[])],
  holds: 'the code z, no unit',
});

/** [rows · numbers] under a name, with the shape of one row. */
export const rowsOut = (name: string, values: ArrayLike<number>, shape: readonly number[]): OutputTensor => ({
  name,
  shape,
  values: values instanceof Float32Array ? values : Float32Array.from(values),
});

/** Observations → what `step` makes of them; its outputs are given as they are. */
function ofObservations(
  { run, units, runner, named }: Parts,
  name: string,
  { summary, outputs, step }: { summary: string; outputs: readonly Port[]; step: (y: Tensor) => NamedTensors },
): ServedFunction {
  const rows = batchedRows(runner, named(name), ({ observation }) => step(observation as Tensor), stateOf(run.model));
  return {
    name,
    summary,
    inputs: [units.in('observation')],
    outputs,
    async infer(inputs, cancelled) {
      const tensor = inputs.get('observation') as InputTensor;
      const { shape } = tensor;
      const made = await rows.run(
        { observation: { values: units.toModel(tensor), shape } },
        shape[0] as number,
        cancelled,
      );
      return Object.entries(made).map(([output, { values, shape }]) => rowsOut(output, values, shape));
    },
    dispose: rows.dispose,
  };
}

/** z = Enc(y) */
export const encoderOf = (parts: Parts): ServedFunction =>
  ofObservations(parts, 'encoder', {
    summary: 'z = Enc(y): codes of observations',
    outputs: [codePort(parts)],
    step: (y) => ({ code: parts.run.model.encode(y) }),
  });

/** μ and log v of q(z|y), where the encoder gives a distribution. */
export function posteriorOf(parts: Parts): ServedFunction | undefined {
  const { posterior } = parts.run.model;
  if (!posterior) return undefined;
  const port = codePort(parts);
  return ofObservations(parts, 'posterior', {
    summary: 'q(z|y) = N(μ, v): the distribution of codes of observations',
    outputs: [
      { ...port, name: 'mean', holds: 'μ of q(z|y), no unit' },
      { ...port, name: 'logVariance', holds: 'log v of q(z|y), no unit' },
    ],
    step: (y) => {
      const { mean, logVariance } = posterior(y);
      return { mean, logVariance };
    },
  });
}

/** ỹ = Dec(Enc(y)) */
export function reconstructionOf(parts: Parts): ServedFunction {
  const { units, run } = parts;
  const network = ofObservations(parts, 'reconstruction', {
    summary: 'ỹ = Dec(Enc(y)): observations as the model gives them back',
    outputs: units.out('reconstruction'),
    step: (y) => ({ reconstruction: run.model.reconstruct(y) }),
  });
  return {
    ...network,
    async infer(inputs, cancelled) {
      const [{ values, shape }] = (await network.infer(inputs, cancelled)) as readonly [OutputTensor];
      return units.fromModel('reconstruction', values, shape[0] as number);
    },
  };
}

/** A decoder that others use too: codes in model units → observations in theirs. */
export interface Decoding {
  readonly decoder: ServedFunction;
  readonly decode: (
    codes: { readonly values: Float32Array; readonly shape: readonly number[] },
    label: Float32Array | undefined,
    cancelled?: Cancellation,
  ) => Promise<ArrayLike<number>>;
}

/** ỹ = Dec(z), or Dec(z, x) where a class is given. */
export function decoderOf(parts: Parts): Decoding {
  const { run, units, runner, named } = parts;
  const { model } = run;
  const batched = (step: StepFunction): BatchedRows => batchedRows(runner, named('decoder'), step, stateOf(model));
  const alone = batched(({ code }) => ({ made: model.decode(code as Tensor) }));
  const classes = checkedClasses(run);
  const ofClass =
    classes && batched(({ code, label }) => ({ made: classes.model.given(label as Tensor).decode(code as Tensor) }));
  const decode: Decoding['decode'] = async (code, label, cancelled) => {
    const rows = code.shape[0] as number;
    const made =
      ofClass && label
        ? await ofClass.run({ code, label: { values: label, shape: [rows] } }, rows, cancelled)
        : await alone.run({ code }, rows, cancelled);
    return (made.made as NonNullable<typeof made.made>).values;
  };
  return {
    decode,
    decoder: {
      name: 'decoder',
      summary: classes ? 'ỹ = Dec(z, x): observations from codes and classes' : 'ỹ = Dec(z): observations from codes',
      inputs: [codePort(parts), ...(classes ? [classes.port] : [])],
      outputs: units.out('reconstruction'),
      async infer(inputs, cancelled) {
        const code = inputs.get('code') as InputTensor;
        const values = await decode({ values: finite(code), shape: code.shape }, classes?.of(inputs), cancelled);
        return units.fromModel('reconstruction', values, code.shape[0] as number);
      },
      dispose() {
        alone.dispose();
        ofClass?.dispose();
      },
    },
  };
}
