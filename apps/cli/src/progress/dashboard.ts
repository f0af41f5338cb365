import type { Glimpse } from '@latentkit/report';
import { type Collage, collageOf } from './collage.ts';
import type { Course } from './course.ts';
import { duration } from './duration.ts';
import { type Colors, halfBlocks, type Picture, shrunk } from './halfBlocks.ts';
import type { ImageProtocol } from './imageProtocol.ts';
import { sparkline } from './sparkline.ts';

/** What is known of a run in flight. */
export interface Flight {
  readonly epoch: number;
  readonly epochs: number;
  /** Share of this epoch's examples that are done. */
  readonly part: number;
  readonly examplesPerSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
  /** Each term of the objective and their weighted sum, per batch. */
  readonly curves: Readonly<Record<string, Course>>;
  readonly glimpse?: Glimpse | undefined;
  /** What goes on between two epochs, in place of the bar. */
  readonly doing?: string | undefined;
}

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Left out for a terminal without colours, which shows no pictures. */
  readonly colors?: Colors | undefined;
  /** How the terminal takes pictures, if it does. */
  readonly protocol?: ImageProtocol | undefined;
}

export interface View {
  readonly lines: readonly string[];
  /** A picture for the lines from the second on, which are empty. */
  readonly collage?: Collage;
}

const widestCurve = 120;

/** Lines of a live view that fit a screen: pictures, which change once an epoch, above numbers, which change all the time. */
export function dashboard(flight: Flight, screen: Screen): View {
  const numbers = [...termLines(flight, screen), progressLine(flight, screen)];
  // A line for the cursor, and one that stays visible above.
  const left = screen.rows - numbers.length - 2;
  const { glimpse } = flight;
  const collage = glimpse && screen.colors && screen.protocol && collageOf(glimpse, { ...screen, rows: left });
  if (!collage) return { lines: [...pictureLines(glimpse, { ...screen, rows: left }), ...numbers] };
  return { lines: [collage.heading, ...new Array<string>(collage.rows).fill(''), ...numbers], collage };
}

function termLines({ curves }: Flight, { columns, colors }: Screen): string[] {
  const names = Object.keys(curves);
  const widest = Math.min(24, columns - 12, Math.max(...names.map(({ length }) => length), 0));
  const width = Math.min(widestCurve, columns - widest - 12);
  return names.map((name) => {
    const { values, last } = curves[name] as Course;
    const line = width > 7 ? sparkline(values, width) : '';
    return `${name.slice(0, widest).padEnd(widest)} ${last.toPrecision(4).padStart(9)} ${colors ? `\x1b[36m${line}\x1b[0m` : line}`;
  });
}

function progressLine(
  { epoch, epochs, part, examplesPerSecond, secondsLeft, doing }: Flight,
  { columns }: Screen,
): string {
  const before = `epoch ${epoch}/${epochs} `;
  if (doing !== undefined) return `${before}· ${doing}`.slice(0, columns);
  const speed = examplesPerSecond === undefined ? '' : ` · ${Math.round(examplesPerSecond)} images/s`;
  const after = `${speed}${secondsLeft === undefined ? '' : ` · ${duration(secondsLeft)} left`}`;
  const width = Math.min(60, columns - before.length - after.length - 1);
  const full = Math.round(part * width);
  const bar = width > 3 ? '█'.repeat(full) + '░'.repeat(width - full) : '';
  return `${before}${bar}${after}`.slice(0, columns);
}

const [fewest, gap] = [5, 1];

/** Originals above reconstructions, and samples in two rows beside them; nothing where there is no room. */
function pictureLines(glimpse: Glimpse | undefined, { columns, rows, colors }: Screen): string[] {
  const [model] = glimpse?.originals ?? [];
  if (colors === undefined || glimpse === undefined || model === undefined) return [];
  const wide = [1, 2, 3, 4, 6, 8]
    .map((part) => Math.ceil(model.width / part))
    .find((w) => fits(model, w, { columns, rows }));
  if (wide === undefined) return [];
  const most = Math.floor((columns + gap) / (wide + gap));
  const samples = Math.min(Math.floor(glimpse.samples.length / 2), Math.floor(most * 0.4));
  const shown = Math.min(glimpse.originals.length, most - samples);
  const lines = (pictures: readonly Picture[]) => beside(pictures.map((p) => halfBlocks(shrunk(p, wide), colors)));
  const top = lines([...glimpse.originals.slice(0, shown), ...glimpse.samples.slice(0, samples)]);
  const bottom = lines([...glimpse.reconstructions.slice(0, shown), ...glimpse.samples.slice(samples, 2 * samples)]);
  const label = `originals above reconstructions${samples > 0 ? '' : ` after epoch ${glimpse.epoch}`}`;
  const width = shown * (wide + gap);
  const heading =
    samples > 0 ? `${label.slice(0, width - 1).padEnd(width)}samples after epoch ${glimpse.epoch}` : label;
  return [heading.slice(0, columns), ...top, ...bottom];
}

/** Room for two rows of at least five. */
function fits({ width, height }: Picture, wide: number, { columns, rows }: Pick<Screen, 'columns' | 'rows'>): boolean {
  const tall = Math.ceil(Math.round((height * wide) / width) / 2);
  return (
    fewest * (wide + gap) - gap <= columns && 2 * tall + 1 <= rows && (wide < width || columns >= 8 * (wide + gap))
  );
}

function beside(blocks: readonly (readonly string[])[]): string[] {
  return (blocks[0] ?? []).map((_, row) => blocks.map((block) => block[row]).join(' '.repeat(gap)));
}
