import type { Glimpse } from '@latentkit/report';
import type { Pixels } from '@latentkit/viz';
import type { Picture } from './halfBlocks.ts';
import type { Cells } from './imageProtocol.ts';

/** Originals above reconstructions, and samples beside them, as one picture. */
export interface Collage extends Cells {
  /** A line above it. */
  readonly heading: string;
  pixels(): Pixels;
}

/** Lines of one picture, as tall as lets eight stand in a row; characters are about twice as tall as wide. */
const heights = [6, 5, 4, 3];
const [wanted, fewest] = [8, 5];
/** Pixels between pictures, and pictures' widths between the two parts. */
const [gap, apart] = [2, 0.5];

/** What fits this many columns and rows, its heading included; nothing where there is no room for two rows of five pictures. */
export function collageOf({ epoch, ...seen }: Glimpse, { columns, rows }: Cells): Collage | undefined {
  const [model] = seen.originals;
  if (model === undefined) return undefined;
  const sizes = heights.filter((tall) => 2 * tall + 1 <= rows).map((tall) => sizeOf(model, tall, columns));
  const size = sizes.find(({ fitting }) => fitting >= wanted) ?? sizes.at(-1);
  if (size === undefined || size.fitting < fewest) return undefined;
  const { tall, slot, between, fitting } = size;
  const samples = Math.min(Math.floor(seen.samples.length / 2), Math.floor(fitting * 0.4));
  const shown = Math.min(seen.originals.length, fitting - samples);
  const place = Math.round(shown * slot + between);
  const label = 'originals above reconstructions';
  const heading =
    samples > 0
      ? `${label.slice(0, place - 1).padEnd(place)}samples after epoch ${epoch}`
      : `${label} after epoch ${epoch}`;
  const top = [seen.originals.slice(0, shown), seen.samples.slice(0, samples)] as const;
  const bottom = [seen.reconstructions.slice(0, shown), seen.samples.slice(samples, 2 * samples)] as const;
  return {
    heading: heading.slice(0, columns),
    columns: Math.round((shown + samples) * slot + (samples > 0 ? between : 0)),
    rows: 2 * tall,
    pixels: () => joined([top, bottom], model),
  };
}

/** Columns of a picture that is this many lines tall with its gap, and between the parts; and how many stand in a row. */
function sizeOf({ height, width }: Picture, tall: number, columns: number) {
  const columnsOfPixel = (2 * tall) / height;
  const [slot, between] = [(width + gap) * columnsOfPixel, width * apart * columnsOfPixel];
  return { tall, slot, between, fitting: Math.floor((columns - between) / slot) };
}

type Row = readonly [left: readonly Picture[], right: readonly Picture[]];

/** Pictures of one size side by side, transparent between. */
function joined(rows: readonly Row[], { height, width, channels }: Picture): Pixels {
  const [left, right] = rows[0] as Row;
  const middle = right.length > 0 ? Math.round(width * apart) : 0;
  const wide = (left.length + right.length) * (width + gap) + middle;
  const high = rows.length * (height + gap);
  const out = channels === 3 ? 4 : 2;
  const data = new Uint8Array(high * wide * out);
  rows.forEach((parts, row) => {
    parts.flat().forEach(({ bytes }, i) => {
      const x0 = i * (width + gap) + (i < left.length ? 0 : middle);
      for (let pixel = 0; pixel < height * width; pixel++) {
        const y = row * (height + gap) + Math.floor(pixel / width);
        const at = (y * wide + x0 + (pixel % width)) * out;
        for (let c = 0; c < out - 1; c++) data[at + c] = bytes[pixel * channels + c] as number;
        data[at + out - 1] = 255;
      }
    });
  });
  return { height: high, width: wide, channels: out, data };
}
