import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../run/record.ts';
import { commandOf } from './commandOf.ts';
import { report } from './report.ts';

const record: RunRecord = {
  latentkit: '0.1.0',
  spec: { model: 'autoencoder', data: '<my> data', seed: 7, hidden: [8, 4] } as never,
  engine: { name: 'cpu', reason: 'asked for' },
  versions: { node: '20' },
  data: { name: 'mnist', train: [60_000, 28, 28, 1], test: [10_000, 28, 28, 1] },
  parameters: 1234,
  started: '2026-01-01T00:00:00.000Z',
  status: 'finished',
  weights: { reconstruction: 1 },
  judgedBy: { title: 'squared error', terms: ['reconstruction'] },
  epochs: [
    {
      epoch: 1,
      trainCost: 40,
      test: { terms: { reconstruction: 33.3 }, perExample: 33.3, perPixel: 0.0425, examples: 10_000 },
      seconds: 2,
      examplesPerSecond: 30_000,
    },
  ],
  test: { terms: { reconstruction: 33.3 }, perExample: 33.3, perPixel: 0.0425, examples: 10_000 },
};

describe('report', () => {
  const page = report(record, [
    { title: 'Loss', caption: 'Falls.', svg: { light: '<svg id="l"/>', dark: '<svg id="d"/>' } },
  ]);

  it('stands alone: figures inline, nothing fetched, nothing run', () => {
    expect(page).toContain('<svg id="l"/>');
    expect(page).not.toMatch(/<script|<link|src="http|href="http/);
    expect(page).toContain("default-src 'none'");
  });

  it('says what was reached and escapes what users wrote', () => {
    expect(page).toContain('0.04250');
    expect(page).toContain('&lt;my&gt; data');
    expect(page).not.toContain('<my>');
  });
});

describe('commandOf', () => {
  it('is the command that repeats the run', () => {
    expect(commandOf({ ...record.spec, clipNorm: undefined })).toBe(
      "latentkit train autoencoder --data '<my> data' --seed 7 --hidden 8,4",
    );
  });
});
