import { describe, expect, it } from 'vitest';
import { mnist } from '../mnist/mnist.ts';
import { take } from '../rows/take.ts';
import { vocabulary } from '../scenes/vocabulary.ts';
import { digitCaption, digitFacts } from './digitCaptions.ts';
import { captioned } from './mnistCaptions.ts';
import { nearestImages } from './nearestImages.ts';
import { strokesOf } from './strokes.ts';

/** A line through the middle that leans this many columns a row upwards, of this many pixels across. */
const line = (slant: number, across: number) =>
  Float64Array.from({ length: 28 * 28 }, (_, i) => {
    const [x, y] = [i % 28, Math.floor(i / 28)];
    const away = Math.abs(x - 13.5 + slant * (y - 13.5));
    return y < 4 || y > 23 ? 0 : Math.min(1, Math.max(0, across / 2 + 0.5 - away));
  });

describe('strokesOf', () => {
  it('finds the slant of a line, and its width across', () => {
    for (const slant of [-0.5, 0, 0.4]) {
      for (const across of [2, 4]) {
        const found = strokesOf(line(slant, across), 28);
        expect(found.slant).toBeCloseTo(slant, 2);
        // Across the line itself, its ends included
        const width = across / Math.hypot(1, slant);
        expect(Math.abs(found.thickness - width) / width).toBeLessThan(0.25);
      }
    }
    expect(strokesOf(line(0, 4), 28).thickness).toBeGreaterThan(1.6 * strokesOf(line(0, 2), 28).thickness);
    expect(strokesOf(new Float64Array(28 * 28), 28)).toEqual({ slant: 0, thickness: 0 });
  });
});

it('captions say a digit, and are read back', () => {
  for (let digit = 0; digit < 10; digit++) {
    for (const thickness of [0, 1, 2]) {
      for (const slant of [0, 1, 2]) {
        const facts = { digit, thickness, slant };
        expect(digitFacts(digitCaption(facts))).toEqual(facts);
      }
    }
  }
  expect(digitCaption({ digit: 7, thickness: 0, slant: 2 })).toBe('a thin seven leaning right');
});

it('nearestImages finds each row of a table as its own', () => {
  const table = { values: Uint8Array.from([0, 9, 9, 0, 5, 5]), shape: [3, 2], scale: 0.1 };
  expect([...nearestImages([0.5, 0.5, 0, 0.8, 0.9, 0.1], table)]).toEqual([2, 0, 1]);
});

it('captioned digits: a third is thin, a third thick, and each image shows its caption', async () => {
  const { train, test, ...rest } = await mnist();
  const data = captioned({ ...rest, train: take(train, 600), test: take(test, 50) });
  const { decode } = vocabulary(data.words ?? []);
  const captionsOf = ({ text }: typeof data.train) =>
    Array.from({ length: text?.shape[0] as number }, (_, row) =>
      decode(text?.values.subarray(5 * row, 5 * row + 5) ?? []),
    );
  const captions = captionsOf(data.train);
  for (const word of ['thin', 'thick', 'leaning left', 'leaning right'])
    expect(Math.abs(captions.filter((caption) => caption.includes(word)).length - 200)).toBeLessThan(3);
  const images = Float32Array.from(data.train.y.values.subarray(0, 100 * 784), (value) => value / 255);
  // Among the training images, each is its own nearest
  expect(data.shown?.(captions.slice(0, 100), images)).toEqual({ digit: 1, thickness: 1, slant: 1, exact: 1 });
  const others = data.shown?.(captions.slice(1, 101), images);
  expect(others?.exact).toBeLessThan(0.2);
  expect(captionsOf(data.test)).toHaveLength(50);
});
