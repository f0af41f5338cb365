import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggedEvent } from './metricsLog.ts';

/** The losses of a run as it met them. */
export interface Curves {
  /** The unweighted terms of the objective at each step, mean over its examples. */
  readonly terms: Readonly<Record<string, readonly number[]>>;
  /** The learning rate of each step. */
  readonly learningRates: readonly number[];
  /** ‖g‖ of all gradients together, before any clipping, and the steps, counted from 1, that it was logged at; of older runs none. */
  readonly gradientNorms: { readonly at: readonly number[]; readonly norms: readonly number[] };
  readonly steps: number;
}

const log = (run: string) => join(run, 'metrics.jsonl');

/** The curves that `metrics.jsonl` holds; none where there is no such file. A last line that is still being written is left out. */
export async function readCurves(run: string): Promise<Curves> {
  const curves = growing();
  add(curves, await readFile(log(run), 'utf8').catch(() => ''));
  return curves;
}

/**
 * The curves of a run that may still train. Each call reads what was added since the last one, and all of it where the file went back to an
 * earlier checkpoint. The numbers grow in place.
 */
export function followedCurves(run: string): () => Promise<Curves> {
  let curves = growing();
  // Where the last whole line begins, and the line itself: it stands there as long as the file only grows.
  let [start, last] = [0, ''];
  const look = async () => {
    const text = await readFrom(log(run), start);
    if (!text.startsWith(last)) {
      curves = growing();
      if (start === 0) last = '';
      else {
        [start, last] = [0, ''];
        await look();
        return;
      }
    }
    const end = text.lastIndexOf('\n') + 1;
    if (end <= last.length) return;
    add(curves, text.slice(last.length, end));
    const whole = text.slice(0, end);
    last = whole.slice(whole.lastIndexOf('\n', end - 2) + 1);
    start += Buffer.byteLength(whole) - Buffer.byteLength(last);
  };
  let done = Promise.resolve();
  return async () => {
    done = done.then(look);
    await done;
    return curves;
  };
}

/** What a file holds from a byte on; nothing where it is not there. */
async function readFrom(path: string, start: number): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { size } = await file.stat();
    if (size <= start) return '';
    const bytes = Buffer.alloc(size - start);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    return bytes.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

interface Growing extends Curves {
  readonly terms: Record<string, number[]>;
  readonly learningRates: number[];
  readonly gradientNorms: { readonly at: number[]; readonly norms: number[] };
  steps: number;
}

const growing = (): Growing => ({
  terms: {},
  learningRates: [],
  gradientNorms: { at: [], norms: [] },
  steps: 0,
});

/** Each line that is whole. */
function add(curves: Growing, text: string): void {
  for (const line of text.split('\n')) {
    if (line === '') continue;
    let event: LoggedEvent;
    try {
      event = JSON.parse(line);
    } catch {
      return;
    }
    if (event.kind !== 'step') continue;
    curves.steps++;
    curves.learningRates.push(event.learningRate);
    // A norm that overflowed is null in the file.
    if (typeof event.gradientNorm === 'number') {
      curves.gradientNorms.at.push(event.step);
      curves.gradientNorms.norms.push(event.gradientNorm);
    }
    for (const [name, value] of Object.entries(event.terms)) {
      curves.terms[name] ??= [];
      curves.terms[name].push(value);
    }
  }
}

/** Σ of some terms, of each step. */
export function sumOf({ terms, steps }: Pick<Curves, 'terms' | 'steps'>, names: readonly string[]): number[] {
  return Array.from({ length: steps }, (_, step) => names.reduce((sum, name) => sum + (terms[name]?.[step] ?? 0), 0));
}
