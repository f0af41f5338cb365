import { paletteOnLight } from '@latentkit/viz';
import { readCourse } from './course.ts';
import { courseCaption } from './courseHtml.ts';
import { placesOf, sheetOf, side } from './sheet.ts';

/** What a run made last: a picture for a page that watches it train. */
export interface LatestFrame {
  readonly epoch: number;
  /** Images of the model, or its dots. */
  readonly svg: string;
}

/** It has 3 : 1 with a white page and with a dark one. */
const dotColour = paletteOnLight[0];

/** The last frame of a run that trains or has trained; undefined where it has none. */
export async function latestFrame(run: string): Promise<LatestFrame | undefined> {
  const frame = (await readCourse(run)).at(-1);
  if (frame === undefined) return undefined;
  const [sheet, places] = [sheetOf([frame]), placesOf([frame])?.ofFrames[0]];
  const title = `<title>${courseCaption([frame])}</title>`;
  if (sheet) {
    const { width, height, picture } = sheet;
    const image = `<image href="${picture}" width="${width}" height="${height}" style="image-rendering:pixelated"/>`;
    return { epoch: frame.epoch, svg: svgOf(2 * width, 2 * height, [width, height], title + image) };
  }
  const dots = Array.from(
    { length: (places?.length ?? 0) / 2 },
    (_, i) => `<circle cx="${places?.[2 * i]}" cy="${places?.[2 * i + 1]}" r="7" fill="${dotColour}"/>`,
  );
  return { epoch: frame.epoch, svg: svgOf(360, 360, [side, side], title + dots.join('')) };
}

const svgOf = (width: number, height: number, box: readonly [number, number], content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${box.join(' ')}">${content}</svg>`;
