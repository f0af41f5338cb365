import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ledgerName, openLedger, readLedger } from './ledger.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'latentkit-ledger-'));

describe('ledger', () => {
  it('keeps what was appended, in order', async () => {
    const folder = await newFolder();
    const ledger = await openLedger(folder);
    await Promise.all([1, 2, 3].map((n) => ledger.append('n', { n })));
    await ledger.close();
    expect((await readLedger(folder)).map(({ n }) => n)).toEqual([1, 2, 3]);
    const again = await openLedger(folder);
    expect(again.before.length).toBe(3);
    await again.close();
  });

  it('cuts off the half of a line that a killed process left', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, ledgerName), '{"kind":"a","at":""}\n');
    await appendFile(join(folder, ledgerName), '{"kind":"b"');
    const ledger = await openLedger(folder);
    await ledger.append('c', {});
    await ledger.close();
    const lines = (await readFile(join(folder, ledgerName), 'utf8')).split('\n');
    expect(lines.map((line) => line.slice(0, 11))).toEqual(['{"kind":"a"', '{"kind":"c"', '']);
  });

  it('names the line that is not one of a ledger', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, ledgerName), '{"kind":"a"}\nnonsense\n{"kind":"b"}\n');
    await expect(openLedger(folder)).rejects.toThrow(`${ledgerName}, line 2: expected a JSON object with a kind`);
  });
});
