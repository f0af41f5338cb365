import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import { type CsvOptions, csvFile } from '../csv/csvFile.ts';
import { parseCsv } from '../csv/parseCsv.ts';
import { applyPlan } from './applyPlan.ts';
import type { Plan } from './plan.ts';
import { unstandardize } from './standardize.ts';

const csv = (header: string, rows: number, cells: (i: number) => unknown[]) =>
  `${header}\n${Array.from({ length: rows }, (_, i) => cells(i).join()).join('\n')}\n`;
const load = (text: string, options: CsvOptions = {}) => {
  const folder = folderOf({ 'a.csv': text });
  return csvFile(join(folder, 'a.csv'), options);
};
const kinds = (plan: Plan | undefined) =>
  Object.fromEntries((plan?.columns ?? []).map(({ name, kind }) => [name, kind]));

describe('a table', () => {
  it('is standardised in float64 by the mean and deviation of its training rows', async () => {
    // Beyond float32: seconds since 1970, which differ in halves.
    const { train, test, standardization, columns, plan, rows } = await load(
      csv('t,x', 40, (i) => [1_700_000_000 + i / 2, Math.sin(i)]),
    );
    expect([columns, train.y.shape, test.y.shape]).toEqual([
      ['t', 'x'],
      [36, 2],
      [4, 2],
    ]);
    const t = Array.from(rows?.train ?? [], (i) => i / 2);
    const mean = t.reduce((sum, value) => sum + value, 0) / 36;
    const deviation = Math.sqrt(t.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 36);
    t.forEach((value, i) => {
      expect(train.y.values[2 * i]).toBeCloseTo((value - mean) / deviation, 6);
    });
    expect(plan?.columns[0]).toEqual({
      name: 't',
      kind: 'feature',
      mean: standardization?.mean[0],
      deviation: standardization?.deviation[0],
    });
    const back = unstandardize(test.y.values, standardization ?? { mean: [], deviation: [] });
    expect(Array.from(rows?.test ?? [], (row) => Math.sin(row))).toEqual(
      Array.from(rows?.test ?? [], (_, i) => expect.closeTo(back[2 * i + 1] as number, 5)),
    );
    const raw = await load(
      csv('t,x', 40, (i) => [i, i ? 6 : 5]),
      { standardize: false },
    );
    expect([raw.columns, raw.standardization, [...raw.train.y.values.slice(0, 2)]]).toEqual([
      ['t', 'x'],
      undefined,
      [raw.rows?.train?.[0], raw.rows?.train?.[0] === 0 ? 5 : 6],
    ]);
  });

  it('knows numbers, booleans, categories, row numbers, constants, names, dates and classes', async () => {
    const text = csv(',a,flag,on,color,five,word,id,when,same,empty,label', 40, (i) => [
      i,
      i * i,
      i % 3 ? 'True' : 'False',
      i % 2 ? 'false' : 'true',
      ['red', 'blue'][i % 2],
      5,
      `w${i}`,
      99 - i,
      `2024-01-${10 + (i % 20)}`,
      'x',
      '',
      ['cat', 'dog', 'eel'][i % 3],
    ]);
    const { columns, classes, plan, notes, train, standardization, rows } = await load(text);
    expect(kinds(plan)).toEqual({
      '': 'index',
      a: 'feature',
      flag: 'boolean',
      on: 'boolean',
      color: 'categorical',
      five: 'constant',
      word: 'left out',
      id: 'index',
      when: 'left out',
      same: 'constant',
      empty: 'left out',
      label: 'label',
    });
    expect([columns, classes]).toEqual([
      ['a', 'flag', 'on', 'color=blue', 'color=red'],
      ['cat', 'dog', 'eel'],
    ]);
    expect(standardization?.deviation.slice(1)).toEqual([1, 1, 1, 1]);
    for (const [i, row] of (rows?.train ?? new Int32Array()).entries()) {
      expect([...train.y.values.slice(5 * i + 1, 5 * i + 5)]).toEqual([
        Number(row % 3 > 0),
        1 - (row % 2),
        row % 2,
        1 - (row % 2),
      ]);
      expect(train.label?.values[i]).toBe(row % 3);
    }
    expect(notes).toEqual([
      'column "label" holds the classes: cat, dog, eel',
      'column "color" is categorical (2 values): blue, red',
      'left out, since they number rows: "", "id"',
      'left out, since they are constant: "five", "same"',
      'left out, it holds 40 different words: "word"',
      'left out, it holds dates: "when"',
      'left out, it is empty: "empty"',
    ]);
  });

  it('leaves a table of zeros and ones as it is', async () => {
    const { train } = await load(csv('x,y', 20, (i) => [i % 2, i % 3 ? 1 : 0]));
    expect(new Set(train.y.values)).toEqual(new Set([0, 1]));
  });

  it('takes zeros and ones beside other numbers as numbers, so that a 2 in new rows is far from them', async () => {
    const { plan = { columns: [], missing: 'refuse', standardized: true } } = await load(
      csv('x,children,smokes', 20, (i) => [i * i, i % 2, i % 3 ? 'True' : 'False']),
    );
    expect(kinds(plan)).toEqual({ x: 'feature', children: 'feature', smokes: 'boolean' });
    const rows = (text: string) => parseCsv(new TextEncoder().encode(`x,children,smokes\n${text}`), { file: 'b.csv' });
    const { mean, deviation } = plan.columns[1] as { mean: number; deviation: number };
    expect(applyPlan(plan, rows('1,2,True\n')).y.values[1]).toBeCloseTo((2 - mean) / deviation, 5);
    expect(await refusal(() => applyPlan(plan, rows('1,0,1\n4,0,2\n')))).toContain(
      'b.csv, line 3: expected a known value in every cell, received empty, infinite or unknown ones in 1 of 2 rows: 1 in column "smokes" (unknown: "2").',
    );
  });

  it('counts infinities as missing, and leaves out dates by whatever signs they are written', async () => {
    expect(await refusal(() => load('x,y\n1,2\ninf,3\n3,5\n'))).toContain('line 3: expected a known value');
    const { plan } = await load(csv('x,day', 20, (i) => [i * i, `${1 + i}.3.2024`]));
    expect(plan?.columns[1]).toEqual({ name: 'day', kind: 'left out', because: 'it holds dates' });
  });

  it('does not take whole numbers for classes that float64 cannot tell apart', async () => {
    const text = csv('x,label', 20, (i) => [i * i, i % 2 ? '9007199254740993' : '9007199254740992']);
    const { plan, train } = await load(text);
    expect([plan?.columns[1]?.kind, train.label]).toEqual(['left out', undefined]);
    expect(await refusal(() => load(text, { label: 'label' }))).toContain(
      'expected classes in column "label" of at most 2⁵³, which float64 tells apart, received 9007199254740992.',
    );
  });

  it('orders classes that are numbers by size, from whatever they start, and any column can hold them', async () => {
    const codes = async (label: (i: number) => unknown, options?: CsvOptions) => {
      const { train, classes, rows } = await load(
        csv('x,label', 60, (i) => [i * i, label(i)]),
        options,
      );
      return { classes, of: new Map(Array.from(rows?.train ?? [], (row, i) => [row, train.label?.values[i]])) };
    };
    const counted = await codes((i) => i % 11);
    expect([counted.classes, counted.of.get(21) ?? 10]).toEqual([undefined, 10]);
    const texts = await codes((i) => `${[1, 2, 10][i % 3]}.0`);
    expect(texts.classes).toEqual(['1', '2', '10']);
    for (const [row, code] of texts.of) expect(code).toBe(row % 3);
    expect((await codes((i) => [4_000_000_000, -1][i % 2])).classes).toEqual(['-1', '4000000000']);
    const none = await load(csv('x,label', 20, (i) => [i * i, i % 2 ? 'none' : 'scratch']));
    expect(none.classes).toEqual(['none', 'scratch']);
    const species = await load(
      csv('x,species', 20, (i) => [i * i, i % 2 ? 'b' : 'a']),
      { label: 'species' },
    );
    expect([species.classes, species.columns]).toEqual([['a', 'b'], ['x']]);
    expect(await refusal(() => load('x,y\n1,2\n', { label: 'kind' }))).toContain(
      'expected a column named kind, received x, y. Name one of the columns.',
    );
  });

  it('keeps real targets as numbers beside the rows', async () => {
    const { train, plan, notes, rows } = await load(csv('x,target', 30, (i) => [i * i, (i * 1.37).toFixed(2)]));
    expect([kinds(plan), train.label, train.y.shape]).toEqual([{ x: 'feature', target: 'target' }, undefined, [27, 1]]);
    expect(Array.from(train.target?.values ?? [])).toEqual(
      Array.from(rows?.train ?? [], (row) => Math.fround(Number((row * 1.37).toFixed(2)))),
    );
    expect(notes?.[0]).toContain('holds real targets, which are not classes');
    expect((await load(csv('x,target', 300, (i) => [i * i, i]))).train.target?.shape).toEqual([270]);
  });

  it('refuses missing values, naming every column and the first line, unless told what to do', async () => {
    const text = csv('x,y,c', 20, (i) => [i === 3 ? '' : i * i, i % 5 === 4 ? '?' : -i, i === 7 ? 'NA' : 'ab'[i % 2]]);
    expect(await refusal(() => load(text))).toMatch(
      /a\.csv, line 5: expected a known value in every cell, received empty, infinite or unknown ones in 6 of 20 rows: 1 in column "x", 4 in column "y", 1 in column "c"\. Fill them in/,
    );
    const dropped = await load(text, { missing: 'drop', test: 2 });
    expect([dropped.train.y.shape, dropped.test.y.shape]).toEqual([
      [12, 4],
      [2, 4],
    ]);
    expect(
      [...(dropped.rows?.train ?? []), ...(dropped.rows?.test ?? [])].filter((row) => [3, 4, 7, 9].includes(row)),
    ).toEqual([]);
    expect(dropped.notes?.at(-1)).toBe(
      '6 of 20 rows are left out for missing values: 1 in column "x", 4 in column "y", 1 in column "c"',
    );
    const filled = await load(text, { missing: 'mean', test: 1 });
    const at = (row: number, column: number) => {
      const [part, i] = (['train', 'test'] as const)
        .map((split) => [filled[split], filled.rows?.[split]?.indexOf(row) ?? -1] as const)
        .find(([, i]) => i >= 0) as [typeof filled.train, number];
      return part.y.values[4 * i + column];
    };
    expect([at(3, 0), at(4, 1)]).toEqual([0, 0]);
    expect((at(7, 2) as number) + (at(7, 3) as number)).toBeCloseTo(1, 6);
  });

  it('refuses an empty class with its line, a word among numbers, a table without features', async () => {
    expect(await refusal(() => load(csv('x,label', 30, (i) => [i * i, i === 7 ? '' : i % 11])))).toContain(
      'line 9: expected a known value',
    );
    expect(await refusal(() => load('x,y\n\n\n1,2\n3,oops\n', { test: 1 }))).toContain(
      'line 5: expected a number in column "y", received "oops".',
    );
    expect(await refusal(() => load('price,n\n"1,200 $",1\n"3,400 $",3\n'))).toContain(
      'line 2: expected a number in column "price", received "1,200 $".',
    );
    expect(
      (await load('price,n\n"1,200 $",1\n"3,400 $",3\n"5 $",5\n', { leaveOut: ['price'], test: 1 })).columns,
    ).toEqual(['n']);
    expect(await refusal(() => load('x,y\n5,1\n5,1\n'))).toContain(
      'expected a column of numbers or categories that differ',
    );
    expect(await refusal(() => load('x\n1e200\n-1e200\n1\n'))).toContain('whose squares float64 holds');
  });

  it('is split into two files, the second standardised as the first', async () => {
    const folder = folderOf({
      'train.csv': csv('x,y,label', 20, (i) => [i, i * i, 'ab'[i % 2]]),
      'test.csv': 'label,extra,y,x\nb,1,4,2\na,1,9,3\n',
    });
    const { train, test, notes } = await csvFile(join(folder, 'train.csv'), { test: join(folder, 'test.csv') });
    expect([train.y.shape, test.y.shape, [...(test.label?.values ?? [])]]).toEqual([
      [20, 2],
      [2, 2],
      [1, 0],
    ]);
    expect([...test.y.values]).toEqual([...train.y.values.slice(4, 8)]);
    expect(notes?.at(-1)).toContain('test.csv: columns that the plan does not know are left out: "extra"');
    writeFileSync(join(folder, 'test.csv'), 'label,x\nc,1\n');
    expect(await refusal(() => csvFile(join(folder, 'train.csv'), { test: join(folder, 'test.csv') }))).toContain(
      'test.csv: expected the columns "x", "y", received none named "y". Give a table with the columns that the plan was made from.',
    );
    writeFileSync(join(folder, 'test.csv'), 'label,x,y\nc,1,2\n');
    expect(await refusal(() => csvFile(join(folder, 'train.csv'), { test: join(folder, 'test.csv') }))).toContain(
      '1 in column "label"',
    );
  });
});

describe('applyPlan', () => {
  it('does to another table what was done to the first, after a way through JSON', async () => {
    const text = csv('x,color,ok', 20, (i) => [i * i, ['red', 'blue', 'green'][i % 3], i % 2]);
    const { plan, train, rows: from } = await load(text);
    const again = JSON.parse(JSON.stringify(plan)) as Plan;
    const table = parseCsv(new TextEncoder().encode(text), { file: 'b.csv' });
    const { y, rows, notes } = applyPlan(again, table);
    expect([y.shape, notes, rows?.length]).toEqual([[20, 5], [], 20]);
    for (const [i, row] of (from?.train ?? new Int32Array()).entries())
      expect(y.values.slice(5 * row, 5 * row + 5)).toEqual(train.y.values.slice(5 * i, 5 * i + 5));
    const other = parseCsv(new TextEncoder().encode('x,color,ok\n1,red,1\n2,pink,0\n'), { file: 'b.csv' });
    expect(await refusal(() => applyPlan(again, other))).toContain(
      'b.csv, line 3: expected a known value in every cell, received empty, infinite or unknown ones in 1 of 2 rows: 1 in column "color" (unknown: "pink").',
    );
    expect(applyPlan(again, other, { missing: 'drop' }).y.shape).toEqual([1, 5]);
  });

  const rowsOf = (text: string) => parseCsv(new TextEncoder().encode(text), { file: 'b.csv' });

  it('keeps and names what it does not know, where that is asked for: what is missing stays so', async () => {
    const text = csv('x,color,ok', 20, (i) => [i * i, ['red', 'blue'][i % 2], i % 3 ? 'True' : 'False']);
    const plan = (await load(text)).plan as Plan;
    const other = rowsOf('x,color,ok\n1,red,1\n2,pink,2\n3,blue,0\n4,,1\n');
    const { y, unknown, rows, notes } = applyPlan(plan, other, { missing: 'drop', unknown: 'keep' });
    expect([...(rows ?? [])]).toEqual([0, 1, 2]);
    expect(unknown).toEqual([
      { row: 1, column: 'color', text: 'pink' },
      { row: 1, column: 'ok', text: '2' },
    ]);
    expect(notes).toContain(
      'b.csv: 2 cells hold what no training row held, in "color" (unknown: "pink"), "ok" (unknown: "2")',
    );
    // The shares of the training rows stand there.
    const [, blue, red, ok] = y.values.slice(4, 8);
    expect([blue, red, ok].every((value) => value !== undefined && value > 0 && value < 1)).toBe(true);
    expect(await refusal(() => applyPlan(plan, other, { unknown: 'keep' }))).toContain(
      '1 of 4 rows: 1 in column "color"',
    );
  });

  it('names classes of True and False, and finds them again as numbers', async () => {
    const { classes, train, rows, plan } = await load(csv('x,label', 20, (i) => [i * i, i % 3 ? 'True' : 'False']));
    expect(classes).toEqual(['False', 'True']);
    expect([...(train.label?.values ?? [])]).toEqual(Array.from(rows?.train ?? [], (row) => (row % 3 ? 1 : 0)));
    const others = applyPlan(plan as Plan, rowsOf('x,label\n1,1\n2,0\n'));
    expect([...(others.label?.values ?? [])]).toEqual([1, 0]);
  });

  it('finds categories that are read as numbers or booleans where others are not there', async () => {
    const text = csv('x,code,sure', 40, (i) => [i * i, ['a1', '02', 'b2'][i % 3], ['True', 'maybe', 'False'][i % 3]]);
    const { plan, columns } = await load(text);
    expect(columns).toEqual(['x', 'code=02', 'code=a1', 'code=b2', 'sure=False', 'sure=True', 'sure=maybe']);
    const { y } = applyPlan(plan as Plan, rowsOf('x,code,sure\n1,02,True\n4,02,False\n'));
    expect([...y.values.slice(1, 7)]).toEqual([1, 0, 0, 0, 1, 0]);
    expect([...y.values.slice(8, 14)]).toEqual([1, 0, 0, 1, 0, 0]);
    expect(await refusal(() => applyPlan(plan as Plan, rowsOf('x,code,sure\n1,3,True\n')))).toContain('(unknown: "3")');
  });

  it('refuses columns without names where there are more or fewer', async () => {
    const plan = (
      await load(
        csv('0,1', 20, (i) => [i * i, i]),
        { header: true },
      )
    ).plan as Plan;
    const other = parseCsv(new TextEncoder().encode('1,2,3\n4,5,7\n'), { file: 'b.csv' });
    expect(await refusal(() => applyPlan(plan, other))).toContain('b.csv: expected 2 columns, as in');
  });

  it('does not call numbers constant that float64 makes so', async () => {
    const { plan } = await load(csv('x,big', 20, (i) => [i * i, `115292150460684697${i % 10}`]));
    expect(plan?.columns[1]).toMatchObject({ kind: 'left out', because: expect.stringContaining('beyond 2⁵³') });
  });
});
