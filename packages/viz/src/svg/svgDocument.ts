import { expected } from '@latentkit/errors';
import { element, escaped } from './element.ts';
import type { Theme } from './theme.ts';

/** What a reader who does not see the picture gets: a name and a description. */
export interface Described {
  readonly title: string;
  readonly description: string;
}

/**
 * Arimo has the advance widths of Arial, Helvetica and Liberation Sans, so a figure is laid out alike wherever one of them is found.
 */
const fontFamily = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif";

/**
 * A whole SVG file. It uses no ids, so that many figures can stand in one HTML page: a leading title and desc name the picture without
 * aria-labelledby.
 */
export function svgDocument(
  { title, description }: Described,
  { width, height, theme }: { width: number; height: number; theme: Theme },
  ...body: string[]
): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': fontFamily,
    },
    element('title', {}, escaped(title)),
    element('desc', {}, escaped(description)),
    element('rect', { width, height, fill: theme.background }),
    ...body,
  );
}

/** Every figure has a title: it is what a screen reader says first. */
export function requireTitle(title: string, where: string): void {
  if (title.trim() !== '') return;
  throw expected({
    where,
    expected: 'a title',
    received: 'an empty one',
    todo: 'Give it a short title.',
    code: 'EMPTY',
  });
}

/** A side of a figure in pixels. */
export function requireSide(name: 'width' | 'height', value: number, where: string): void {
  if (Number.isFinite(value) && value >= 160 && value <= 10_000) return;
  throw expected({
    where,
    expected: `a ${name} from 160 to 10000 pixels`,
    received: String(value),
    todo: 'Leave it out for the default.',
    code: 'OPTION',
  });
}
