import type { Column } from '@latentkit/viz';
import { figureTools } from '../page/figureHtml.ts';
import { escapeHtml } from '../page/html.ts';
import { numbersOf } from '../page/numbersOf.ts';
import { shown } from '../verdict/statistics.ts';
import { coursePicture } from './coursePicture.ts';
import { type Frame, reach } from './frame.ts';
import { placesOf } from './sheet.ts';

/** Bytes of the images of all frames before they are packed: fewer frames are shown of what has more. */
const mostBytes = 5e5;

/** Frames as an animation with a slider: one picture of all of them, and dots that move. Undefined where there are not two. */
export function courseHtml(all: readonly Frame[]): string | undefined {
  const frames = fitting(all);
  if (frames.length < 2) return undefined;
  const places = placesOf(frames);
  const [epochs, errors] = [frames.map(({ epoch }) => epoch), frames.map(({ error }) => shown(error))];
  const course = { epochs, errors, places: places?.ofFrames };
  const last = frames.length - 1;
  const [title, name] = ['Course of training', 'course'];
  const packed = numbersOf(courseColumns(frames));
  const numbers = packed === undefined ? '' : ` data-csv="${packed}"`;
  return `<figure class="course" aria-label="${title}: use the arrow keys to read values" tabindex="0" data-name="${name}"${numbers} data-course="${escapeHtml(JSON.stringify(course))}">
<p class="title">${title}</p>
${coursePicture(frames, places)}
<div class="tip" role="status" hidden><span></span></div>
<div class="tools"><button type="button" data-play>Play</button><input type="range" min="0" max="${last}" value="${last}" aria-label="Epoch"><output></output></div>
<figcaption>${escapeHtml(courseCaption(frames))}</figcaption>
${figureTools(title, name, packed === undefined)}
</figure>`;
}

/** A row for each epoch, and where dots move, for each dot of each epoch. */
function courseColumns(frames: readonly Frame[]): readonly Column[] {
  const rows = frames.flatMap(({ epoch, error, dots }) => {
    const points = dots?.points ?? [];
    if (points.length === 0) return [[epoch, error]];
    return Array.from({ length: points.length / 2 }, (_, i) => [epoch, error, i, points[2 * i], points[2 * i + 1]]);
  }) as number[][];
  const names = ['epoch', 'mean squared error', 'example', 'x', 'y'].slice(0, rows[0]?.length);
  return names.map((name, i) => ({ name, values: rows.map((row) => row[i] as number) }));
}

/** Read off the frames. */
export function courseCaption(frames: readonly Frame[]): string {
  const [first, last] = [frames[0] as Frame, frames.at(-1) as Frame];
  const drawn = {
    samples: 'samples, of the same random codes in each epoch',
    plane: `the plane of codes from −${reach} to ${reach}, decoded`,
  };
  const { images, dots } = last;
  const rows = images
    ? `Rows: originals, reconstructions${images.drawn === 'none' ? '' : `, then ${drawn[images.drawn]}`}. `
    : '';
  const moving = dots ? `Dots: ${dots.of} of the same ${dots.points.length / 2} examples. ` : '';
  return `The model after epochs ${first.epoch} to ${last.epoch}. ${rows}${moving}Mean squared error of the examples shown: ${shown(first.error)} at first, ${shown(last.error)} at last.`;
}

/** The frames of the same kind as the last, evenly chosen where all would be too many. */
function fitting(all: readonly Frame[]): readonly Frame[] {
  const last = all.at(-1);
  const alike = all.filter(({ images }) => images?.bytes.length === last?.images?.bytes.length);
  const count = Math.min(alike.length, Math.floor(mostBytes / (0.75 * (last?.images?.bytes.length ?? 1))));
  if (count < 2 || count === alike.length) return alike.slice(-Math.max(count, 0));
  return Array.from({ length: count }, (_, i) => alike[Math.round((i * (alike.length - 1)) / (count - 1))] as Frame);
}
