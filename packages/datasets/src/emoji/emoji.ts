import type { Table } from '@latentkit/core';
import type { About, Dataset, Loader, Split } from '../dataset.ts';
import { nearestImages } from '../mnist-captions/nearestImages.ts';
import { subset } from '../rows/subset.ts';
import { captionTables } from '../scenes/captionTables.ts';
import { draws } from '../synthetic/draws.ts';
import { emojiCaption } from './emojiNames.ts';
import { type Drawing, drawingsOf, rasterized } from './emojiPictures.ts';

const side = 32;
const styles = ['noto', 'twemoji'] as const;

const about = {
  name: 'emoji',
  title: 'emoji of two sets with their Unicode names, colour, 32×32',
  rows: { train: 6434, test: 338 },
  shape: [side, side, 3],
  classes: [],
  package: '@iconify-json/noto',
  source: 'Google, Noto Emoji; Twitter, Twemoji; as SVG in @iconify-json/noto and @iconify-json/twemoji',
  licence: 'Apache-2.0 (Noto Emoji), CC BY 4.0 (Twemoji)',
} as const satisfies About;

/** Share of the bases with tones of which one tone is held out, and share of the other pictures with a tone that are in the test split. */
const [heldOut, tested] = [0.25, 0.1];

/**
 * The pictures of Noto Emoji and Twemoji with captions such as `waving hand dark skin tone noto`, on white. `composition` has the pictures of a base in a
 * tone that no training picture shows in either set; `test` has others with a tone, whose twin of the other set may be in training. All else is
 * trained on. Pictures of two tones are left out.
 *
 * @returns y [rows, 32, 32, 3], bytes of scale 1/255; `text` numbers of `words`; `shown` tells whether the nearest of all pictures of the set has the base and the
 * tone that a caption asks for
 * @throws `PACKAGE_MISSING` without @iconify-json/noto, @iconify-json/twemoji or sharp
 */
export const emoji: Loader = Object.assign(
  async (): Promise<Dataset> => {
    const drawings: Drawing[] = [];
    for (const style of styles) drawings.push(...(await drawingsOf(style, { where: about.name })));
    return emojiOf(drawings);
  },
  { about },
);

/** The data set of some drawings. */
export async function emojiOf(drawings: readonly Drawing[]): Promise<Dataset> {
  const values = await rasterized(drawings, side, about.name);
  const captions = drawings.map((drawing) => emojiCaption(drawing, drawing.style));
  const { words, tables } = captionTables([captions]);
  const y: Table = { values, shape: [drawings.length, side, side, 3], scale: 1 / 255 };
  const whole: Split = { y, text: tables[0] as Table };
  const parts = partsOf(drawings);
  const rowsOf = (name: Part) =>
    subset(
      whole,
      [...parts.keys()].filter((row) => parts[row] === name),
    );
  return {
    name: about.name,
    train: rowsOf('train'),
    test: rowsOf('test'),
    composition: rowsOf('composition'),
    words,
    shown: (asked, images) => shown(asked, images, { y, captions, drawings }),
  };
}

type Part = 'train' | 'test' | 'composition';

/** Which part each drawing is of. */
function partsOf(drawings: readonly Drawing[]): Part[] {
  const toneOf = ({ base, tone }: Drawing) => (tone === undefined ? [] : [[base, tone] as const]);
  const tonesOf = new Map<string, string[]>();
  for (const [base, tone] of drawings.flatMap(toneOf)) {
    const known = tonesOf.get(base) ?? [];
    if (!known.includes(tone)) known.push(tone);
    tonesOf.set(base, known);
  }
  const bases = [...tonesOf.keys()].sort();
  const random = draws(0, 'train');
  const [whether, which, ofTest] = [bases.length, bases.length, drawings.length].map((count) => random.uniform(count));
  const held = new Set(
    bases.flatMap((base, i) => {
      const all = tonesOf.get(base) as string[];
      if (all.length < 2 || (whether?.[i] as number) >= heldOut) return [];
      return [`${base} ${all[Math.floor((which?.[i] as number) * all.length)]}`];
    }),
  );
  return drawings.map(({ base, tone }, i) => {
    if (tone === undefined) return 'train';
    if (held.has(`${base} ${tone}`)) return 'composition';
    return (ofTest?.[i] as number) < tested ? 'test' : 'train';
  });
}

/** Shares of images whose nearest picture has the tone (over captions with a tone) and the base (over all captions). */
function shown(
  asked: readonly string[],
  images: ArrayLike<number>,
  known: { y: Table; captions: readonly string[]; drawings: readonly Drawing[] },
): Readonly<Record<string, number>> {
  const nearest = nearestImages(images, known.y);
  const right = { base: 0, tone: 0, exact: 0 };
  let toned = 0;
  for (const [row, caption] of asked.entries()) {
    const want = known.drawings[known.captions.indexOf(caption)];
    const seen = known.drawings[nearest[row] as number];
    const [base, tone] = [seen?.base === want?.base, seen?.tone === want?.tone];
    if (base) right.base++;
    if (want?.tone !== undefined) {
      toned++;
      if (tone) right.tone++;
    }
    if (base && tone) right.exact++;
  }
  return { base: right.base / asked.length, tone: right.tone / toned, exact: right.exact / asked.length };
}
