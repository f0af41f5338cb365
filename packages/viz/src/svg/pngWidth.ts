import { expected } from '@latentkit/errors';

/** How large a PNG becomes. */
export interface PngOptions {
  /** In pixels; twice the SVG's unless said otherwise. */
  readonly width?: number;
}

/** The width of a PNG of this SVG. */
export function pngWidth(svg: string, { width }: PngOptions): number {
  const [, own] = /^\s*(?:<\?xml[^>]*>\s*)?<svg[^>]*\swidth="([\d.]+)"/.exec(svg) ?? [];
  if (own === undefined) {
    throw expected({
      where: 'png',
      expected: 'an SVG with a width',
      received: JSON.stringify(svg.slice(0, 40)),
      todo: 'Pass a figure that this package made.',
      code: 'FILE_FORMAT',
    });
  }
  const chosen = width ?? Math.round(2 * Number(own));
  if (Number.isInteger(chosen) && chosen >= 1 && chosen <= 16_384) return chosen;
  throw expected({
    where: 'png',
    expected: 'a whole width from 1 to 16384 pixels',
    received: String(chosen),
    todo: 'Leave it out for twice the width of the figure.',
    code: 'OPTION',
  });
}
