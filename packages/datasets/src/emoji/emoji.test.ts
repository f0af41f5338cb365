import type { Table } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../testing/files.ts';
import { vocabulary } from '../scenes/vocabulary.ts';
import { emoji, emojiOf } from './emoji.ts';
import { emojiCaption, emojiName, tones } from './emojiNames.ts';
import { drawingsIn } from './emojiPictures.ts';

/** A disc of a brightness that the tone decides, in a place that the base decides. */
const body = (at: number, tone: number) =>
  `<circle cx="${4 + 3 * at}" cy="8" r="4" fill="rgb(${40 * tone},0,${255 - 40 * tone})"/>`;
const bases = ['ok-hand', 'nose', 'person-bald', 'ear'];
const icons = Object.fromEntries([
  ...bases.flatMap((base, at) => [
    [base, { body: body(at, 6) }],
    ...tones.map((tone, i) => [`${base}-${tone}-skin-tone`, { body: body(at, i) }]),
  ]),
  ['sun', { body: '<rect width="16" height="16" fill="yellow"/>' }],
  ['old', { body: '', hidden: true }],
  ['kiss-dark-skin-tone-light-skin-tone', { body: '' }],
]);
const drawings = ['noto', 'twemoji'].flatMap((style) => drawingsIn({ icons }, style));

describe('emojiName', () => {
  it('tells base and tone, whatever stands after the tone', () => {
    expect(emojiName('ok-hand-medium-dark-skin-tone')).toEqual({ base: 'ok-hand', tone: 'medium-dark' });
    expect(emojiName('man-light-skin-tone-bald')).toEqual({ base: 'man-bald', tone: 'light' });
    expect(emojiName('ok-hand')).toEqual({ base: 'ok-hand' });
    expect(emojiName('medium-light-skin-tone')).toBeUndefined();
    expect(emojiName('dark-skin-tone')).toBeUndefined();
    expect(emojiCaption({ base: 'ok-hand', tone: 'medium-dark' }, 'noto')).toBe('ok hand medium-dark skin tone noto');
  });
});

describe('emoji', () => {
  it('has drawings by name, without hidden ones and those of two tones', () => {
    expect(drawings).toHaveLength(2 * (4 * 6 + 1));
    expect(drawings.every(({ svg }) => svg.startsWith('<svg') && svg.endsWith('</svg>'))).toBe(true);
  });

  it('holds a tone of some bases out of training, in both sets, and tests on others with a tone', async () => {
    const data = await emojiOf(drawings);
    const { decode } = vocabulary(data.words ?? []);
    const captions = (part: 'train' | 'test' | 'composition') => {
      const { text } = data[part] ?? data.train;
      const [rows, length] = (text as Table).shape as [number, number];
      return Array.from({ length: rows }, (_, row) =>
        decode(text?.values.subarray(row * length, (row + 1) * length) ?? []),
      );
    };
    const [train, test, composition] = [captions('train'), captions('test'), captions('composition')];
    expect(train.length + test.length + composition.length).toBe(drawings.length);
    const pair = (caption: string) => caption.replace(/ (noto|twemoji)$/, '');
    const learned = new Set([...train, ...test].map(pair));
    expect(composition.length).toBeGreaterThan(0);
    expect(composition.every((caption) => caption.includes('skin tone') && !learned.has(pair(caption)))).toBe(true);
    expect(test.every((caption) => caption.includes('skin tone'))).toBe(true);
    // The corners are white but where the sun is
    const sun = train.indexOf('sun noto');
    expect([...data.train.y.values.subarray(3072 * sun, 3072 * sun + 3)]).toEqual([255, 255, 0]);
    // Each picture is the nearest of its own caption, and none of the next
    const images = Float32Array.from((data.composition ?? data.test).y.values, (value) => value / 255);
    expect(data.shown?.(composition, images)).toEqual({ base: 1, tone: 1, exact: 1 });
    expect(
      data.shown?.(
        composition.map(() => 'sun noto'),
        images,
      ),
    ).toMatchObject({ base: 0, exact: 0 });
  });

  it('says what to install where a set is missing', async () => {
    expect(await refusal(() => emoji())).toContain('Run: npm install @iconify-json/noto');
  });
});
