import { describe, expect, it } from 'vitest';
import {
  floatBytes,
  isWordsCard,
  type RunCard,
  readBytes,
  readCard,
  readFloats,
  readIndex,
  readObservations,
  readWordsCard,
  tableFiles,
  type WordsCard,
} from './index.ts';

const card: RunCard = {
  name: 'vae-2d',
  model: 'vae',
  data: 'mnist',
  exampleShape: [2, 2, 1],
  latentShape: [2],
  scale: 1 / 255,
  stored: 'u8',
  images: 2,
  count: 3,
  labels: ['0', '1'],
  posterior: true,
  energy: { terms: [{ name: 'reconstruction', weight: 1, unit: 'nats' }] },
  prior: true,
  principal: {
    mean: [0, 0],
    axes: [
      [1, 0],
      [0, 1],
    ],
    variances: [2, 1],
  },
  mixture: { weights: [1], means: [[0, 0]], factors: [[1, 0, 0, 1]] },
  final: { reconstruction: 130 },
  trained: 'latentkit train vae',
};

describe('a card', () => {
  it('is read as it was written, with what may be left out left out', () => {
    expect(readCard(JSON.parse(JSON.stringify(card)), 'run.json')).toEqual(card);
    const { labels, mixture, ...less } = card;
    expect(
      readCard({ ...less, classes: 10, denoising: { corruption: 'lines', amount: 0.3 } }, 'run.json').classes,
    ).toBe(10);
  });

  it.each([
    ['name', ''],
    ['exampleShape', []],
    ['exampleShape', [28, -1]],
    ['latentShape', [1.5]],
    ['scale', 0],
    ['stored', 'f64'],
    ['images', 0],
    ['images', 4],
    ['count', '3'],
    ['labels', [1]],
    ['posterior', 1],
    ['energy', { terms: [] }],
    ['energy', { terms: [{ name: 'a', weight: null, unit: 'nats' }] }],
    ['principal', { mean: [0, 0], axes: [[1, 0]] }],
    ['principal', { mean: [0], axes: [], variances: [] }],
    ['principal', { mean: [0, 0], axes: [[1, 0]], variances: [2, 1] }],
    ['mixture', { weights: [1], means: [[0, 0]], factors: [[1]] }],
    ['mixture', { weights: [1, 1], means: [[0, 0]], factors: [[1, 0, 0, 1]] }],
    ['denoising', {}],
    ['final', { reconstruction: '130' }],
  ])('with another %s (%j) is refused by name', (key, value) => {
    expect(() => readCard({ ...card, [key]: value }, 'run.json')).toThrow(
      new RegExp(`^run\\.json, ${key}[.\\w]*: expected `),
    );
  });

  it('says what it wants, and what to do', () => {
    const { scale, ...without } = card;
    expect(() => readCard(without, 'data/a/run.json')).toThrow(
      'data/a/run.json, scale: expected a number above 0, received nothing. Write the site again with `latentkit explore`.',
    );
    expect(() => readCard([], 'run.json')).toThrow('run.json: expected an object, received [].');
  });
});

describe('the runs of a site', () => {
  it('are names that lead nowhere else', () => {
    expect(readIndex({ latentkit: '0.1.0', runs: ['vae-2d', 'a.b_c'] }, 'index.json').runs).toEqual([
      'vae-2d',
      'a.b_c',
    ]);
    expect(readIndex({ latentkit: '0.1.0', runs: [] }, 'index.json').runs).toEqual([]);
    for (const name of ['..', '', 'a/b', '.hidden', 'a b', '//host', 'ä']) {
      expect(() => readIndex({ latentkit: '0.1.0', runs: [name] }, 'index.json'), name).toThrow(
        'index.json, runs: expected a list, each a name of letters, digits, dots, dashes and underscores, received',
      );
    }
  });
});

describe('tables', () => {
  it('are of the bytes that the card says', () => {
    expect(tableFiles(card)).toEqual({ 'images.u8': 8, 'codes.f32': 24, 'logVariances.f32': 24, 'labels.u8': 3 });
    expect(tableFiles({ ...card, stored: 'f32', posterior: false })).toMatchObject({ 'images.f32': 32 });
  });

  it('come back as they went, little endian, from any place of a buffer', () => {
    const values = Float32Array.of(0, -1.5, 3e-39, Number.POSITIVE_INFINITY);
    const bytes = floatBytes(values);
    expect([...bytes.subarray(4, 8)]).toEqual([0, 0, 0xc0, 0xbf]);
    const shifted = new Uint8Array(17);
    shifted.set(bytes, 1);
    expect(readFloats(shifted.subarray(1), 4, 'codes.f32')).toEqual(values);
  });

  it('are refused where a file was cut off', () => {
    expect(() => readFloats(new Uint8Array(7), 2, 'codes.f32')).toThrow(
      'codes.f32: expected 8 bytes, received 7. Write the site again with `latentkit explore`.',
    );
    expect(() => readBytes(new Uint8Array(4), 3, 'labels.u8')).toThrow('labels.u8: expected 3 bytes, received 4.');
  });

  it('hold observations as bytes times the scale, or as numbers', () => {
    const bytes = Uint8Array.of(0, 51, 255, 0, 0, 0, 0, 255);
    expect([...readObservations(card, bytes, 'images.u8')].slice(0, 3)).toEqual([0, Math.fround(0.2), 1]);
    const numbers = Float32Array.from({ length: 8 }, (_, i) => i - 4);
    expect(readObservations({ ...card, stored: 'f32', scale: 1 }, floatBytes(numbers), 'images.f32')).toEqual(numbers);
  });
});

describe('a card of a text-to-image run', () => {
  const words: WordsCard = {
    name: 'words',
    model: 'text-to-image',
    data: 'scenes',
    exampleShape: [32, 32, 3],
    tokens: {
      words: ['circle', 'red'],
      textLength: 2,
      grid: [2, 6],
      planes: 3,
      size: 5,
      start: 0,
      padding: [3, 4],
      firstIndex: 5,
    },
    cache: { blocks: 1, shape: [2, 14, 4] },
    energy: { terms: ['text', 'image'].map((name) => ({ name, weight: 1, unit: 'nats' })) },
    captions: ['red circle'],
    final: {},
    trained: 'latentkit train text-to-image',
  };

  it('is told from one of codes, and is read as it was written', () => {
    expect([isWordsCard(words), isWordsCard(card), isWordsCard(null)]).toEqual([true, false, false]);
    expect(readWordsCard(JSON.parse(JSON.stringify(words)), 'run.json')).toEqual(words);
  });

  it.each([
    [{ tokens: { ...words.tokens, words: [1] } }, 'tokens: expected an object of words'],
    [{ cache: { blocks: 1, shape: [2, 13, 4] } }, 'cache.shape: expected places for 14 tokens'],
    [{ tokens: { ...words.tokens, planes: 4 } }, 'tokens.grid: expected columns of 4 indices per cell'],
    [{ energy: { terms: [] } }, 'energy: expected an object of terms'],
  ])('names what is not as it must be: case %#', (wrong, message) => {
    expect(() => readWordsCard({ ...words, ...wrong }, 'run.json')).toThrow(`run.json, ${message}`);
  });
});
