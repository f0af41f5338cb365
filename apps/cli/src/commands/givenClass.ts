import { expected } from '@latentkit/errors';
import type { LatentModel } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';

/** A conditional model, of one class. @throws FLAG for another model */
export function givenClass({ model, spec, entry: { given } }: OpenRun, label: number): LatentModel {
  if (given) return given(model, label);
  throw expected({
    where: '--class',
    expected: 'a run of a conditional model',
    received: `one of ${spec.model}`,
    todo: 'Leave out --class.',
    code: 'FLAG',
  });
}

/** A class of a run, and what it is called. */
export interface NamedClass {
  readonly label: number;
  readonly name: string;
}

/**
 * The classes that a flag names: by name, by number counted from 0, or all of them. Where names are numbers themselves, such as 7 or −1, they alone count.
 *
 * @throws FLAG for a name that no class has, and for a run without classes
 */
export function classesOf(run: OpenRun, text: string): NamedClass[] {
  const { classes: names } = run.trainedOn;
  const nameOf = (label: number) => names?.[label] ?? String(label);
  const label = names?.indexOf(text) ?? -1;
  if (label >= 0) return [{ label, name: text }];
  const counted = !names?.some((name) => /^-?\d/.test(name));
  if (counted && /^\d+$/.test(text)) return [{ label: Number(text), name: nameOf(Number(text)) }];
  const { classes = names?.length } = run.model as { readonly classes?: number };
  // Told by the model where there are none at all.
  if (text === 'all') return Array.from({ length: classes ?? 1 }, (_, label) => ({ label, name: nameOf(label) }));
  throw expected({
    where: '--class',
    expected: `${counted ? 'a class counted from 0, ' : ''}all${names ? `, or one of ${names.slice(0, 20).join(', ')}` : ''}`,
    received: text,
    todo: 'Change it and run again.',
    code: 'FLAG',
  });
}
