import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { captions, figures } from './figures.mjs';
import { galleryPage } from './page.mjs';

const page = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'gallery', 'README.md');

it('every picture has a caption, and no caption is left over', () => {
  expect(Object.keys(captions).sort()).toEqual(figures.map(([file]) => file).sort());
});

it('docs/gallery/README.md is the page of these figures', () => {
  expect(readFileSync(page, 'utf8')).toBe(galleryPage());
});
