import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggedEvent } from './metricsLog.ts';

/** The losses of a run as it met them. */
export interface Curves {
  /** Of each step, mean over its examples: the bare terms of the objective. */
  readonly terms: Readonly<Record<string, readonly number[]>>;
  readonly steps: number;
}

/** The curves that `metrics.jsonl` holds; none where there is no such file. A last line that is still being written is left out. */
export async function readCurves(run: string): Promise<Curves> {
  const text = await readFile(join(run, 'metrics.jsonl'), 'utf8').catch(() => '');
  return curvesOf(eventsIn(text));
}

/** Each line that is whole. */
function* eventsIn(text: string): Generator<LoggedEvent> {
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      yield JSON.parse(line);
    } catch {
      return;
    }
  }
}

function curvesOf(events: Iterable<LoggedEvent>): Curves {
  const terms: Record<string, number[]> = {};
  let steps = 0;
  for (const event of events) {
    if (event.kind !== 'step') continue;
    steps++;
    for (const [name, value] of Object.entries(event.terms)) {
      terms[name] ??= [];
      terms[name].push(value);
    }
  }
  return { terms, steps };
}

/** Σ of some terms, of each step. */
export function sumOf({ terms, steps }: Curves, names: readonly string[]): number[] {
  return Array.from({ length: steps }, (_, step) => names.reduce((sum, name) => sum + (terms[name]?.[step] ?? 0), 0));
}
