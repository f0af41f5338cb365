import type { NamedTensors, Random } from '@latentkit/core';
import { isConditional, type Network, type Port } from '@latentkit/export';
import type { OpenRun, RunRecord } from '@latentkit/runs';
import { scalar, type Tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import type { EnergyTerm } from '../index.ts';

/** Nothing is drawn: noise is 0, and what is as likely as not is not. */
const still: Random = { normal: () => scalar(0), uniform: () => scalar(0.5) };

/** The terms of F(y) that a run is judged by, at the encoder's code and with nothing drawn. */
export function energyNetwork(
  { model, spec, entry }: OpenRun,
  weights: RunRecord['weights'],
  observation: Port,
): { network: Network; terms: EnergyTerm[] } {
  const judge = entry.calmJudge?.(spec) ?? entry.judge(spec);
  const map = ({ observation: y }: NamedTensors): NamedTensors => {
    const batch = { y: y as Tensor };
    return judge.terms(model, isConditional(model) ? { ...batch, label: model.classify(batch.y) } : batch, still);
  };
  const names = tidy(() => Object.keys(map({ observation: zeros([1, ...(model.exampleShape as number[])]) })));
  const { unit } = judge;
  // What the objective counts, where its cost is weighted by the number of pixels: relative to the cost.
  const base = weights.reconstruction || 1;
  const terms = names.map((name) => ({ name, weight: (weights[name] ?? base) / base, unit }));
  const ports = names.map((name): Port => ({ name, shape: ['batch'], holds: `a term of the energy, ${unit}` }));
  const [output, ...alsoOut] = ports as [Port, ...Port[]];
  const summary = 'terms of the energy F(y) at the code of the encoder';
  return { network: { file: 'energy.onnx', summary, input: observation, output, alsoOut, map }, terms };
}
