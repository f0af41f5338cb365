import { createHash } from 'node:crypto';
import type { RunRecord } from '@latentkit/runs';
import { describe, expect, it } from 'vitest';
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
  const figure = {
    name: 'loss',
    title: 'Loss',
    caption: 'Falls.',
    columns: [{ name: 'x', values: [1, 2.34567] }],
    svg: ({ theme, width = 560 }: { theme?: string; width?: number } = {}) =>
      `<svg id="${theme ?? 'light'} ${width}"/>`,
  };
  const hover = { words: ['test 0 · "a"'], images: { picture: 'data:image/png;base64,', across: 40, down: 1 } };
  const html = report(record, {
    figures: [figure, { ...figure, title: 'Codes', hover }],
    path: 'runs/a',
    drawnBy: ['latentkit figure latent runs/a'],
  });

  it('stands alone: figures inline in both looks, nothing fetched, and the one script is the one that its policy lets run', () => {
    for (const width of [560, 358])
      for (const theme of ['light', 'dark']) expect(html).toContain(`<svg id="${theme} ${width}"/>`);
    expect(html).not.toMatch(/<link|src="|href=|url\((?!data:)/);
    const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text as string);
    expect(scripts).toHaveLength(1);
    const hash = createHash('sha256')
      .update(scripts[0] as string)
      .digest('base64');
    expect(html).toContain(`default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${hash}'`);
  });

  it('says what was reached, how to do it again, and escapes what users wrote', () => {
    expect(html).toContain('0.04250');
    expect(html).toContain('60000 training and 10000 test images of shape [28,28,1]');
    expect(html).toContain('&lt;my&gt; data');
    expect(html).not.toContain('<my>');
    for (const command of ['latentkit evaluate runs/a', 'latentkit figure latent runs/a', 'latentkit report runs/a'])
      expect(html).toContain(`${command}`);
  });

  it('says what was left out, why, and how to get it', () => {
    expect(html).not.toContain('class="remark"');
    const leftOut = [{ why: 'Images of samplers are left out.', command: "latentkit figure samples 'my run'" }];
    expect(report(record, { figures: [], path: 'runs/a', drawnBy: [], leftOut })).toContain(
      '<p class="remark">Images of samplers are left out. Draw them with <code>latentkit figure samples \'my run\'</code>.</p>',
    );
  });

  it('says of each dot what it stands for, as text that cannot leave its attribute', () => {
    expect(html).toContain('data-words="[&quot;test 0 · \\&quot;a\\&quot;&quot;]" data-across="40" data-down="1"');
  });
});

describe('commandOf', () => {
  it('is the command that repeats the run', () => {
    expect(commandOf({ ...record.spec, clipNorm: undefined })).toBe(
      "latentkit train autoencoder --data '<my> data' --seed 7 --hidden 8,4",
    );
  });
});
