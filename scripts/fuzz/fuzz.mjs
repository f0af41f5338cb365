import { allocations, unwatched } from './allocations.mjs';
import { mutate } from './mutate.mjs';

/** A parser may hold four times the file, and this much beside. */
const [times, beside] = [4, 2 ** 18];
/** Of processor time, which a busy machine does not lengthen; a damaged Parquet file is given 10 s by the library itself. Who waits is found by silence. */
const mostMs = 15_000;
const mostGrowth = 2 ** 29;

/**
 * Give a parser changed files: it must take them, or refuse them by an error of ours, without asking for more memory than it may: arrays of four
 * times the file for one, and for all together no growth of the process beyond what a small program takes.
 *
 * @param {import('./targets.mjs').Target} target
 * @param {{ from?: number, count: number, isOurs: (error: unknown) => boolean, onCase?: (number: number) => void }} options
 */
export async function fuzz({ name, files, parse, native }, { from = 0, count, isOurs, onCase = () => {} }) {
  const resident = process.memoryUsage.rss();
  const so = { taken: 0, refused: 0, failures: /** @type {string[]} */ ([]) };
  for (let number = from; number < from + count; number++) {
    onCase(number);
    const bytes = mutate(files, number);
    const size = bytes.length;
    const before = process.cpuUsage();
    const { error, bytes: asked } = await (native ? unwatched : allocations)(() => parse(bytes));
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    const wrong = [
      error !== undefined && !isOurs(error) ? `threw ${describe(error)}` : '',
      asked > times * size + beside ? `asked for ${asked} bytes` : '',
      ms > mostMs ? `took ${Math.round(ms)} ms of processor time` : '',
      process.memoryUsage.rss() - resident > mostGrowth ? 'left the process with 512 MB more' : '',
      isOurs(error) && /\n/.test(/** @type {Error} */ (error).message) ? 'threw more than one line' : '',
    ].filter((text) => text !== '');
    if (wrong.length > 0) so.failures.push(`${name}, case ${number}, ${size} bytes: ${wrong.join('; ')}`);
    else if (error === undefined) so.taken++;
    else so.refused++;
  }
  return so;
}

/** @param {unknown} error */
const describe = (error) =>
  error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ') : String(error);
