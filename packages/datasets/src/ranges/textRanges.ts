import { findDialect } from '../csv/dialect.ts';
import { findHeader } from '../csv/header.ts';
import { parseCsv } from '../csv/parseCsv.ts';
import { separator, startOf } from '../csv/scanCells.ts';
import { rowPlace } from '../tabular/sourceTable.ts';
import { lineStarts } from './lineStarts.ts';
import type { TableRanges } from './ranges.ts';
import { openToRead, readRange } from './readRange.ts';

/** As much as is looked at to find out how a text is written. */
const sampleBytes = 2 ** 20;
const [space, hash] = [0x20, 0x23];

/** The rows of delimited text: a range of it is its first line, where that holds names, and some lines. */
export async function textRanges(path: string, every: number): Promise<TableRanges | undefined> {
  const file = await openToRead(path);
  try {
    const { size } = await file.stat();
    const sample = await readRange(file, path, { from: 0, to: Math.min(size, sampleBytes) });
    const ranges = await scanned(sample);
    if (!ranges) await file.close();
    return ranges;
  } catch (error) {
    await file.close();
    throw error;
  }

  async function scanned(sample: Uint8Array): Promise<TableRanges | undefined> {
    const begin = startOf(sample);
    const isPlain = !(sample[0] === 0x1f || sample[0] === 0xff || sample[0] === 0xfe || sample[begin] === hash);
    if (!isPlain || separator(sample) !== undefined || sample.subarray(0, 1000).includes(0)) return undefined;
    const dialect = findDialect(sample, path);
    if (dialect.delimiter === space) return undefined;
    const { headed } = findHeader(sample, dialect, path);
    const { starts, lines, end, comments } = await lineStarts(file, path, {
      dialect,
      begin,
      every,
      skip: headed ? 1 : 0,
    });
    const rows = lines - (headed ? 1 : 0);
    if (comments || rows < 1) return undefined;
    const names = await readRange(file, path, { from: begin, to: headed ? (starts[0] as number) : begin });
    return {
      rows,
      async read(from, to) {
        const until = to >= rows ? end : (starts[Math.ceil(to / every)] as number);
        const begins = starts[from / every] as number;
        const bytes = await readRange(file, path, { from: begins, to: until, before: names.length });
        bytes.set(names);
        const where = `${path}, rows ${from} to ${to - 1}`;
        return { ...parseCsv(bytes, { file: where, header: headed, dialect }), place: (row) => rowPlace(from + row) };
      },
      close: () => file.close(),
    };
  }
}
