import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Course, course } from './course.ts';
import { dashboard, type Flight } from './dashboard.ts';
import { halfBlocks, type Picture, shrunk } from './halfBlocks.ts';
import { sparkline } from './sparkline.ts';
import { speed } from './speed.ts';

const grey = (height: number, width: number, ...bytes: number[]): Picture => ({
  height,
  width,
  channels: 1,
  bytes: Uint8Array.from({ length: height * width }, (_, i) => bytes[i % bytes.length] as number),
});

describe('half-blocks', () => {
  it('are two pixels a character, the upper one in front', () => {
    expect(halfBlocks(grey(2, 1, 0, 255), 24)).toEqual(['\x1b[38;2;0;0;0;48;2;255;255;255m▀\x1b[0m']);
  });

  it('leave out what is below the last row, and colours that stay', () => {
    expect(halfBlocks(grey(1, 3, 128), 8)).toEqual(['\x1b[38;5;244m▀▀▀\x1b[0m']);
  });

  it('find the nearest of 256 colours', () => {
    const color = { height: 1, width: 1, channels: 3, bytes: Uint8Array.of(255, 0, 95) };
    expect(halfBlocks(color, 8)).toEqual([`\x1b[38;5;${16 + 36 * 5 + 1}m▀\x1b[0m`]);
    expect([0, 255].map((v) => halfBlocks(grey(1, 1, v), 8)[0])).toEqual([
      '\x1b[38;5;16m▀\x1b[0m',
      '\x1b[38;5;231m▀\x1b[0m',
    ]);
  });

  it('shrink to means', () => {
    expect([...shrunk(grey(2, 4, 0, 100, 200, 100), 2).bytes]).toEqual([50, 150]);
  });
});

describe('sparkline', () => {
  it('goes from the least to the greatest, by means, and by logarithms above 0', () => {
    expect(sparkline([-1, 0, 1], 10)).toBe('▁▅█');
    expect(sparkline([1, 10, 100], 10)).toBe('▁▅█');
    expect(sparkline([-3, 1, 5, 9], 2)).toBe('▁█');
    expect(sparkline([2, 2], 10)).toBe('▁▁');
    expect(sparkline([Number.NaN], 10)).toBe('');
  });

  it('is not flattened by the loss of a fresh model', () => {
    expect(sparkline([1e6, 9, 8, 7, 6, 5, 4, 3, 2, 1], 10)).toBe('███▇▇▆▅▄▃▁');
  });
});

describe('course', () => {
  it('keeps means of equally many values, however long it gets', () => {
    const curve = course();
    for (let i = 0; i < 4096; i++) curve.add(i);
    const { values } = curve;
    expect(values.length).toBeLessThanOrEqual(512);
    const apart = values.slice(1).map((value, i) => value - (values[i] as number));
    expect(new Set(apart).size).toBe(1);
    expect(curve.last).toBe(4095);
  });
});

describe('speed', () => {
  it('is that of the last five seconds, and forgets what came before a pause', () => {
    const rate = speed();
    expect(rate.at(0, 1_000_000)).toBeUndefined();
    expect(rate.at(1000, 1_000_100)).toBe(100);
    for (let second = 2; second < 20; second++) rate.at(1000 * second, 1_000_000 + 500 * second);
    expect(rate.at(20_000, 1_010_000)).toBe(500);
    rate.pause();
    expect(rate.at(90_000, 1_010_000)).toBeUndefined();
  });
});

describe('dashboard', () => {
  const pictures = Array.from({ length: 16 }, () => grey(28, 28, 0, 255));
  const curve: Course = { values: Array.from({ length: 300 }, (_, i) => 300 - i), last: 1 };
  const flight: Flight = {
    epoch: 3,
    epochs: 10,
    part: 0.5,
    examplesPerSecond: 52_300.4,
    secondsLeft: 12,
    curves: { reconstruction: curve, 'mean divergence': curve, 'variance divergence': curve, objective: curve },
    glimpse: { epoch: 2, originals: pictures, reconstructions: pictures, samples: pictures },
  };

  it.each([
    [80, 24],
    [200, 50],
    [200, 24],
    [40, 24],
    [80, 10],
    [20, 8],
  ])('fits %d columns and %d rows', (columns, rows) => {
    for (const colors of [24, 8, undefined] as const) {
      const { lines } = dashboard(flight, { columns, rows, colors });
      expect(lines.length).toBeLessThan(rows);
      for (const line of lines) expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(columns);
    }
  });

  it('uses a wide screen: longer curves, more images', () => {
    const [narrow, wide] = [80, 200].map((columns) => dashboard(flight, { columns, rows: 24, colors: 24 }).lines);
    expect(narrow?.length).toBe(5 + 15);
    expect(narrow?.[0]).toMatch(/^originals above reconstructions +samples after epoch 2$/);
    expect(stripVTControlCharacters(wide?.[3] ?? '').length).toBeGreaterThan(180);
    expect(wide?.at(-2)?.length).toBeGreaterThan((narrow?.at(-2)?.length ?? 0) + 20);
  });

  it('leaves lines empty for a picture where the terminal takes one, in as little room', () => {
    const screen = { columns: 80, rows: 24, colors: 24, protocol: 'kitty' } as const;
    const { lines, collage } = dashboard(flight, screen);
    expect(collage).toMatchObject({ columns: 73, rows: 8 });
    expect(lines).toHaveLength(1 + 8 + 5);
    expect(lines.slice(1, 9).join('')).toBe('');
    expect(lines[0]).toMatch(/^originals above reconstructions +samples after epoch 2$/);
    expect(dashboard(flight, { ...screen, columns: 30 }).collage).toBeUndefined();
    expect(dashboard(flight, { ...screen, colors: undefined }).lines).toHaveLength(5);
  });

  it('has no escape and no picture without colours', () => {
    const { lines } = dashboard(flight, { columns: 80, rows: 24 });
    expect(lines.join('')).not.toContain('\x1b');
    expect(lines.at(-1)).toMatch(/^epoch 3\/10 █+░+ · 52300 images\/s · 12 s left$/);
  });
});
