import { homedir } from 'node:os';
import { basename, isAbsolute, resolve } from 'node:path';
import type { RunRecord } from '@latentkit/runs';

/**
 * Texts of a run without the paths of this machine, which say who works on it: of each that the run names, the last name stays.
 *
 * @param folder the run's
 * @returns what takes them out of a text
 * @example
 * const record = JSON.parse('{"spec":{"data":"/home/alice/points.csv"},"data":{}}');
 * withoutPlaces('runs/vae', record)('--data /home/alice/points.csv'); // '--data points.csv'
 */
export function withoutPlaces(folder: string, { spec, data }: RunRecord): (text: string) => string {
  const named = [...Object.values(data.place ?? {}), ...Object.values(spec), resolve(folder), homedir()];
  const places = named
    .filter((value): value is string => typeof value === 'string' && isAbsolute(value) && basename(value) !== '')
    .sort((a, b) => b.length - a.length)
    .map((place) => [JSON.stringify(place).slice(1, -1), basename(place)] as const);
  return (text) => places.reduce((now, [place, name]) => now.replaceAll(place, name), text);
}
