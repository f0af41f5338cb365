// What commands wrote, read back.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder */
export function results(folder) {
  const text = /** @param {string} name */ (name) => readFileSync(join(folder, name), 'utf8');
  /** The columns of a CSV file without quotes. @param {string} name */
  const csv = (name) => {
    const [head = '', ...lines] = text(name).trim().split(/\r?\n/);
    const rows = lines.map((line) => line.split(','));
    const at = /** @param {string} column */ (column) => head.split(',').indexOf(column);
    const words = /** @param {string} column */ (column) => rows.map((row) => row[at(column)] ?? '');
    return {
      names: head.split(','),
      rows: rows.length,
      words,
      /** @param {string} column */
      numbers: (column) => words(column).map(Number),
    };
  };
  return {
    text,
    csv,
    /** @param {string} name */
    has: (name) => existsSync(join(folder, name)),
    /** What a run kept of its data. @param {string} run */
    dataOf: (run) => JSON.parse(text(join(run, 'run.json'))).data,
    /** True for a file that begins as a PNG. @param {string} name */
    isPng: (name) => readFileSync(join(folder, name)).subarray(0, 4).equals(Buffer.from('\x89PNG', 'latin1')),
    /** The row of most energy. @param {string} name */
    worst(name) {
      const { numbers } = csv(name);
      const energy = numbers('energy');
      return numbers('row')[energy.indexOf(Math.max(...energy))];
    },
  };
}

/** @typedef {ReturnType<typeof results>} Results */

/** @param {readonly number[]} values */
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** @param {readonly number[]} values */
const deviation = (values) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
/** @param {readonly number[]} a @param {readonly number[]} b */
export const correlation = (a, b) =>
  mean(a.map((value, i) => (value - mean(a)) * ((b[i] ?? 0) - mean(b)))) / deviation(a) / deviation(b);
