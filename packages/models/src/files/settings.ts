import type { Field, Place } from './fields.ts';
import type { Settings } from './modelFiles.ts';
import { damaged } from './readDescription.ts';

/** A field for each setting. */
export type Fields<S> = { readonly [Name in keyof S]: Field<S[Name]> };

/** Settings as plain data, in the order of their fields. */
export function writeSettings<S>(fields: Fields<S>, values: S): Settings {
  const names = Object.keys(fields) as (keyof S & string)[];
  return Object.fromEntries(names.map((name) => [name, fields[name].write(values[name])]));
}

/**
 * Settings from plain data: all that there are, and no others.
 *
 * @throws `FILE_FORMAT` naming the first that is missing, wrong or left over
 */
export function readSettings<S>(fields: Fields<S>, data: Settings, place: Place): S {
  const extra = Object.keys(data).find((name) => !Object.hasOwn(fields, name));
  if (extra !== undefined)
    throw damaged(`${place.at} of ${Object.keys(fields).join(', ') || 'no name'}`, `${extra} too`);
  const names = Object.keys(fields) as (keyof S & string)[];
  const dataOf = (name: keyof S & string) => (Object.hasOwn(data, name) ? data[name] : undefined);
  const entries = names.map((name) => [name, fields[name].read(dataOf(name), { ...place, at: `${place.at}.${name}` })]);
  return Object.fromEntries(entries) as S;
}
