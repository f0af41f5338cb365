import { isLatentKitError } from '@latentkit/errors';
import type { Samplers } from '@latentkit/report';
import type { OpenRun } from '@latentkit/runs';
import type { Runner } from '../batch/batchedRows.ts';
import { imagineOf } from './imagine.ts';
import { decoderOf, encoderOf, type Parts, posteriorOf, reconstructionOf } from './networks.ts';
import { samplerFor, samplerOf } from './sampler.ts';
import { scoreOf } from './score.ts';
import type { ServedFunction } from './servedFunction.ts';
import { unitsOf } from './units.ts';

/**
 * All that a run can compute for others.
 *
 * @param options.name of the run, the first part of its models' names
 * @param options.notice hears why a function is not there
 */
export function functionsOf(
  run: OpenRun,
  {
    name,
    runner,
    samplers,
    notice,
  }: { name: string; runner: Runner; samplers: Samplers; notice: (text: string) => void },
): ReadonlyMap<string, ServedFunction> {
  const named = (part: string) => `${name}.${part}`;
  const parts: Parts = { run, runner, named, units: unitsOf(run) };
  const decoding = decoderOf(parts);
  const sampler = () => {
    try {
      return samplerOf(parts, decoding, samplerFor(parts, samplers));
    } catch (error) {
      notice(`${named('sampler')} is not there: ${isLatentKitError(error) ? error.message : String(error)}`);
      return undefined;
    }
  };
  const all = [
    encoderOf(parts),
    decoding.decoder,
    reconstructionOf(parts),
    scoreOf(parts),
    posteriorOf(parts),
    sampler(),
    imagineOf(parts),
  ];
  return new Map(all.flatMap((one) => (one ? [[named(one.name), one] as const] : [])));
}
