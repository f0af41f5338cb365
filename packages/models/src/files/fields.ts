import { damaged } from './readDescription.ts';

/** One setting in a file: how its plain data is written and read. */
export interface Field<T> {
  /** Plain data; undefined is left out of the file. */
  write(value: T): unknown;
  /** What was written, or is not there; throws `FILE_FORMAT` for anything else. */
  read(data: unknown, place: Place): T;
}

/** Where a setting stands. */
export interface Place {
  /** For messages, e.g. `settings.codebookSize`. */
  readonly at: string;
  /** How many numbers the file of weights holds: no size is larger, so a damaged file cannot ask for all of the memory. */
  readonly numbers: number;
}

/** A number between two, both among them. @example const field = numberField({ words: 'from 0', holds: (value) => value >= 0 }); */
export function numberField({ words, holds }: { words: string; holds: (value: number) => boolean }): Field<number> {
  return {
    write: (value) => value,
    read(data, { at }) {
      if (typeof data === 'number' && Number.isFinite(data) && holds(data)) return data;
      throw damaged(`a number ${words} at ${at}`, JSON.stringify(data) ?? 'none');
    },
  };
}

/** A whole number from 1 to `most`, of something that is in no weight. @example const steps = countField(10_000); */
export function countField(most: number): Field<number> {
  return numberField({
    words: `from 1 to ${most}`,
    holds: (value) => Number.isSafeInteger(value) && value >= 1 && value <= most,
  });
}

/** A size of something that has weights: a whole number from 1 to how many the file holds. */
export const sizeField: Field<number> = {
  write: (value) => value,
  read: (data, place) => countField(place.numbers).read(data, place),
};

/** A shape of such sizes, of at least one axis. */
export const shapeField: Field<readonly number[]> = {
  write: (value) => value,
  read(data, place) {
    const { at } = place;
    if (!Array.isArray(data) || data.length === 0) throw damaged(`a shape at ${at}`, JSON.stringify(data) ?? 'none');
    const shape = data.map((axis, i) => sizeField.read(axis, { ...place, at: `${at}[${i}]` }));
    const size = shape.reduce((product, axis) => product * axis, 1);
    if (size <= place.numbers) return shape;
    throw damaged(`at most ${place.numbers} numbers at ${at}`, `${size}`);
  },
};

/** One of some names. @example const field = nameField(['relu', 'sigmoid']); */
export function nameField<Name extends string>(names: readonly Name[]): Field<Name> {
  return {
    write: (value) => value,
    read(data, { at }) {
      const found = names.find((name) => name === data);
      if (found !== undefined) return found;
      throw damaged(`one of ${names.join(', ')} at ${at}`, JSON.stringify(data) ?? 'none');
    },
  };
}
