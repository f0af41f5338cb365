import type { EpochRow, RolledBackEvent, StartedEvent } from '@latentkit/runs';
import { exampleWords } from '@latentkit/runs/internal';

/** What is trained, by what, and where to. */
export function headLine({ record: { spec, data, engine }, folder }: StartedEvent): string {
  return `${spec.model} on ${data.name} · engine ${engine.name} (${engine.reason}) · ${folder}`;
}

export function epochLine({ epoch, test, seconds, examplesPerSecond }: EpochRow, { record }: StartedEvent): string {
  const { spec, judgedBy, data } = record;
  const { one, many, number } = exampleWords(data);
  const cost = `test ${judgedBy.title} ${test.perExample.toPrecision(5)} per ${one}, ${test.perPixel.toPrecision(4)} per ${number}`;
  const speed = `${seconds.toFixed(1)} s, ${Math.round(examplesPerSecond)} ${many}/s`;
  return `epoch ${epoch}/${spec.epochs} · ${cost} · ${speed}`;
}

export function rolledBackLine({ step, what, value, to, rateFactor }: RolledBackEvent): string {
  return `step ${step}: ${what} is ${value}; back to step ${to} with ${rateFactor} × the learning rate`;
}
