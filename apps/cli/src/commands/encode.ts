import type { FullCatalogue } from '@latentkit/catalogue';
import { encoded, latentSize, type OpenRun, type RowsOfRun } from '@latentkit/runs';
import { Command } from 'commander';
import { openedOn, type RowsFlags } from './opened.ts';
import { withRows, withRun } from './runArguments.ts';
import { checkEnding } from './writeOut.ts';
import { csvField, npyHead, writePieces } from './writeRows.ts';

/** Numbers of codes that are held at once. */
const numbersHeld = 2 ** 20;

export function encodeCommand(catalogue: FullCatalogue): Command {
  const command = new Command('encode');
  return withRows(withRun(command))
    .option(
      '--out <file>',
      '.csv to write: row of the data, z0, z1, … and the class where there is one; or .npy, codes alone',
      'codes.csv',
    )
    .action(async (path: string, { out, ...flags }: RowsFlags & { readonly out: string }) => {
      checkEnding(out, ['.csv', '.npy']);
      const { run, used } = await openedOn(path, flags, catalogue);
      try {
        await writePieces(out, out.endsWith('.npy') ? npyOf(run, used) : csvOf(run, used));
      } finally {
        run.model.dispose();
      }
    });
}

async function* npyOf(run: OpenRun, used: RowsOfRun) {
  yield npyHead([used.y.shape[0] as number, latentSize(run)]);
  for await (const { values } of codesOf(run, used)) {
    const floats = Float32Array.from(values);
    yield new Uint8Array(floats.buffer);
  }
}

async function* csvOf(run: OpenRun, used: RowsOfRun) {
  const { rows, label, classes } = used;
  const size = latentSize(run);
  const names = ['row', ...Array.from({ length: size }, (_, i) => `z${i}`), ...(label ? ['class'] : [])];
  yield `${names.join(',')}\r\n`;
  const nameOf = (code: number) => csvField(classes?.[code] ?? String(code));
  for await (const { from, values } of codesOf(run, used)) {
    const lines: string[] = [];
    for (let i = 0; i * size < values.length; i++) {
      const code = values.subarray(i * size, (i + 1) * size).join(',');
      lines.push(`${rows[from + i]},${code}${label ? `,${nameOf(label.values[from + i] as number)}` : ''}\r\n`);
    }
    yield lines.join('');
  }
}

/** Codes of some rows after the other, each with the number of its first row. */
async function* codesOf(run: OpenRun, { y }: RowsOfRun) {
  const [rows, ...row] = y.shape as [number, ...number[]];
  const size = row.reduce((product, length) => product * length, 1);
  const length = Math.max(500, Math.floor(numbersHeld / latentSize(run)));
  for (let from = 0; from < rows; from += length) {
    const to = Math.min(rows, from + length);
    const some = { ...y, values: y.values.subarray(from * size, to * size), shape: [to - from, ...row] };
    yield { from, values: (await encoded(run, some)).values };
  }
}
