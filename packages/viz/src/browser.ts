import { expected } from '@latentkit/errors';
import { type PngOptions, pngWidth } from './svg/pngWidth.ts';

export type { PngOptions } from './svg/pngWidth.ts';

/**
 * Draw a figure's SVG as a PNG file, in a browser, through a canvas. Text is set in the first of Arimo, Arial, Helvetica and Liberation Sans
 * that the page's reader has; they are equally wide.
 *
 * @param svg of a figure of this package
 * @param options width in pixels, twice the figure's unless said otherwise
 * @returns the bytes of the file
 * @throws FILE_FORMAT for what is not SVG; OPTION
 * @example
 * const url = URL.createObjectURL(new Blob([await png(lineChart(chart).svg())], { type: 'image/png' }));
 */
export async function png(svg: string, options: PngOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const width = pngWidth(svg, options);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode().catch((cause) => {
    throw refuse(
      'an SVG that the browser can draw',
      'one that it cannot',
      'Pass a figure that this package made.',
      cause,
    );
  });
  const canvas = globalThis.document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((width * image.naturalHeight) / image.naturalWidth);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) {
    throw refuse(
      'a canvas that the browser can write',
      `${canvas.width} × ${canvas.height} pixels`,
      'Ask for a smaller width.',
    );
  }
  return new Uint8Array(await blob.arrayBuffer());
}

function refuse(wanted: string, received: string, todo: string, cause?: unknown): Error {
  return expected({ where: 'png', expected: wanted, received, todo, code: 'FILE_FORMAT', cause });
}
