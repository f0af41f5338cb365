import type { Model } from '@latentkit/core';
import { bench } from './bench.ts';
import { descent } from './laws/descent.ts';
import { disposal } from './laws/disposal.ts';
import { engines } from './laws/engines.ts';
import { files } from './laws/files.ts';
import { finiteDifferences } from './laws/finiteDifferences.ts';
import { independence } from './laws/independence.ts';
import type { Law } from './laws/law.ts';
import { leaks } from './laws/leaks.ts';
import { repeatability } from './laws/repeatability.ts';
import { shapes } from './laws/shapes.ts';
import { register } from './register.ts';
import type { Files, Subject } from './subject.ts';

/** What every model promises: a law throws where it is broken. */
const always = {
  'terms are [batch] and finite': shapes,
  'examples do not see each other': independence,
  'same seed, same run': repeatability,
  'save → load changes no bit': files,
  'one small step on a batch lowers its objective': descent,
  'gradients match finite differences': finiteDifferences,
  'leaks no tensor, also when a run is abandoned': leaks,
  'dispose frees everything': disposal,
} satisfies Record<string, Law>;

/** What a subject that names other engines promises too. */
const withEngines = { ...always, 'engines agree': engines };

/**
 * The laws as tests of vitest, for a model, an objective or a learning rule of yours.
 *
 * An exception is a sentence in the subject (`coupled`, `estimated`), never a test that is left out.
 *
 * @param title of the tests
 * @example
 * // In a file that vitest runs:
 * const tests = () => laws('my model', { backend: 'cpu', make: myModel, objective: myObjective, y, save, load });
 */
export function laws<M extends Model, Name extends string, F = Files>(
  title: string,
  subject: Subject<M, Name, F>,
): void {
  const shared = bench(subject);
  const promised = Object.entries<Law>(subject.engines ? withEngines : always);
  const kept = promised.map(([sentence, law]) => [sentence, () => law(subject, shared)]);
  register(title, Object.fromEntries(kept), subject.backend);
}
