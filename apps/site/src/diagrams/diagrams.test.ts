import { denseAutoencoder } from '@latentkit/models';
import { describe, expect, it } from 'vitest';
import { drawn } from './drawn.ts';
import { french } from './french.ts';
import { layersOf } from './layersOf.ts';
import { models } from './models.ts';

describe('layersOf', () => {
  it('reads the layers of the lecture off the model', () => {
    const model = denseAutoencoder();
    expect(layersOf(model.encoder).map(({ label }) => label)).toEqual(['128 relu', '64 relu', '12 relu', '2']);
    expect(layersOf(model.decoder).map(({ label }) => label)).toEqual([
      '12 relu',
      '64 relu',
      '128 relu',
      '784 sigmoid',
    ]);
    model.dispose();
  });
});

describe('diagrams', () => {
  it.for(Object.keys(models))('%s is drawn', (name) => {
    const picture = drawn(`before\n<!-- diagram: ${name} -->\nafter`);
    expect(picture).toContain('<svg');
    expect(picture).not.toMatch(/NaN|undefined/);
  });

  it.for(Object.keys(models))('%s has no English word on a French page', (name) => {
    const texts = (page: string) =>
      [...page.matchAll(/aria-label="([^"]+)"|>([^<>]+)<\/text>/g)].map((m) => m[1] ?? m[2]);
    const comment = `<!-- diagram: ${name} -->`;
    const [english, inFrench] = [texts(drawn(comment)), texts(drawn(comment, 'fr'))];
    const kept = english.filter((text, i) => text === inFrench[i] && text !== 'latent');
    // Symbols, and layers as the package names them.
    expect(kept.filter((text) => /[a-z]{4}/i.test((text ?? '').replace(/relu|sigmoid|argmin/g, '')))).toEqual([]);
    for (const text of english) if (french[text ?? '']) expect(inFrench).toContain(french[text ?? '']);
  });

  it.for(Object.keys(models))('%s fits the column of a page', (name) => {
    for (const language of ['en', 'fr'] as const) {
      const picture = drawn(`<!-- diagram: ${name} -->`, language);
      expect(Number(/<svg [^>]*width="([\d.]+)"/.exec(picture)?.[1])).toBeLessThan(688);
    }
  });

  it.for(Object.keys(models))('%s has its networks named where no energy covers the name', (name) => {
    const picture = drawn(`<!-- diagram: ${name} -->`);
    const boxes = [...picture.matchAll(/<g class="energy">.*?<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"/g)];
    const names = [...picture.matchAll(/<text class="name" x="(\S+)" y="(\S+)"/g)];
    expect(names).toHaveLength(2);
    for (const [, nameX, nameY] of names) {
      for (const [, x, y, width, height] of boxes) {
        const beside = Math.abs(Number(nameX) - Number(x) - Number(width) / 2) > Number(width) / 2 + 14;
        const below = Number(nameY) - 10 > Number(y) + Number(height);
        const above = Number(nameY) < Number(y);
        expect(beside || below || above).toBe(true);
      }
    }
  });

  it('an unknown one is an error', () => {
    expect(() => drawn('<!-- diagram: none -->')).toThrow('diagram: expected one of autoencoder');
  });
});
