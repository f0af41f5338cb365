import { escapeHtml } from '../page/html.ts';
import { across, type Frame, type FrameImages } from './frame.ts';
import { type Places, sheetOf, side } from './sheet.ts';

/** Pixels: of the whole, of dots alone, of images beside dots, and between the two. */
const [whole, alone, beside, gap] = [620, 420, 360, 16];

const rowNames = ['original', 'reconstruction'];

/**
 * The frames as one SVG that shows the last: of the images a window that the script moves over one picture of all frames, and dots that it moves.
 * Both say under the pointer what they show.
 */
export function coursePicture(frames: readonly Frame[], places: Places | undefined): string {
  const sheet = sheetOf(frames);
  const images = frames.at(-1)?.images;
  const wide = sheet === undefined ? 0 : places === undefined ? whole : beside;
  const high = sheet === undefined ? 0 : (wide * sheet.height) / sheet.width;
  const left = sheet === undefined ? 0 : wide + gap;
  const square = places === undefined ? 0 : sheet === undefined ? alone : whole - left;
  const [width, height] = [places === undefined ? wide : left + square, Math.ceil(Math.max(high, square))];
  const parts = [
    `<rect width="${width}" height="${height}" fill="var(--page)"/>`,
    ...(sheet && images
      ? [
          `<g ${plot(wide, high, [0, across], [images.rows, 0], ['column', 'row'])}>`,
          `<svg class="sheet" width="${wide}" height="${high}" viewBox="0 0 ${sheet.width} ${sheet.height}">`,
          `<image href="${sheet.picture}" width="${sheet.width}" height="${sheet.height * frames.length}" y="${-sheet.height * (frames.length - 1)}" style="image-rendering:pixelated"/>`,
          `</svg><g data-cells="${escapeHtml(JSON.stringify([across, images.rows, cellNames(images)]))}"></g></g>`,
        ]
      : []),
    ...(places
      ? [
          `<g transform="translate(${left})" ${plot(square, square, places.x, places.y, axesOf(frames))}>`,
          `<rect width="${square}" height="${square}" rx="6" fill="var(--card)"/>`,
          `<g class="dots" fill="var(--accent)" fill-opacity="0.75" transform="scale(${square / side})">${dotsOf(places)}</g></g>`,
        ]
      : []),
  ].join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The model, epoch by epoch">${parts}</svg>`;
}

/** What the page's script reads values off. */
function plot(
  width: number,
  height: number,
  x: readonly [number, number],
  y: readonly [number, number],
  [across, up]: readonly [string, string],
): string {
  const axis = (ends: readonly [number, number], title: string) => escapeHtml(JSON.stringify([...ends, false, title]));
  return `data-plot="${width} ${height}" data-x="${axis(x, across)}" data-y="${axis(y, up)}"`;
}

const axesOf = (frames: readonly Frame[]) =>
  frames.at(-1)?.dots?.of === 'codes' ? (['z₁', 'z₂'] as const) : (['y₁', 'y₂'] as const);

const cellNames = ({ rows, drawn }: FrameImages) =>
  Array.from({ length: across * rows }, (_, cell) => {
    return rowNames[Math.floor(cell / across)] ?? (drawn === 'plane' ? 'decoded code' : 'sample');
  });

const dotsOf = ({ ofFrames }: Places) => {
  const last = ofFrames.at(-1) ?? [];
  const circles = Array.from({ length: last.length / 2 }, (_, i) => [last[2 * i], last[2 * i + 1]]);
  return circles.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="9"/>`).join('');
};
