import { table } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { defineDataset } from '@latentkit/runs';

const side = 8;

/** A bar through the middle of an image: exp(−d²), d the distance of a pixel from the line of this angle. */
function bar(angle: number): number[] {
  return Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) - (side - 1) / 2, Math.floor(i / side) - (side - 1) / 2];
    return Math.exp(-((x * Math.sin(angle) - y * Math.cos(angle)) ** 2));
  });
}

/** Angles in [0, π), spread by the golden ratio: the same rows each time. */
function split(rows: number, start: number): Split {
  const angles = Array.from({ length: rows }, (_, row) => Math.PI * ((start + row * 0.618034) % 1));
  return {
    y: table(Float32Array.from(angles.flatMap(bar)), [rows, side, side, 1]),
    label: table(
      Uint8Array.from(angles, (angle) => (Math.abs(Math.cos(angle)) < Math.SQRT1_2 ? 1 : 0)),
      [rows],
    ),
  };
}

const classes = ['flat', 'steep'];

/** A new data set, computed: bars of all angles. */
export const bars = defineDataset({
  about: {
    title: 'bars through the middle of an image, of all angles',
    rows: { train: 240, test: 60 },
    shape: [side, side, 1],
    classes,
    source: 'computed',
    licence: 'MIT',
  },
  load: () => ({ name: 'bars', train: split(240, 0), test: split(60, 0.5), classes }),
});
