import { expected } from '@latentkit/errors';
import type { Described } from './svgDocument.ts';

/** A figure taken out of its file. */
interface ReadFigure extends Described {
  readonly width: number;
  readonly height: number;
  /** The markup after title and description. */
  readonly body: string;
}

const file =
  /^<svg [^>]*width="([\d.]+)" height="([\d.]+)"[^>]*><title>([^<]*)<\/title><desc>([^<]*)<\/desc>(.*)<\/svg>$/s;

/** What a figure function of this package wrote. */
export function readFigure(svg: string, where: string): ReadFigure {
  const [, width, height, title = '', description = '', body] = file.exec(svg) ?? [];
  if (body === undefined) {
    throw expected({
      where,
      expected: 'a figure of this package',
      received: JSON.stringify(svg.slice(0, 40)),
      todo: 'Pass the result of lineChart, scatter or another figure function.',
      code: 'FILE_FORMAT',
    });
  }
  return { width: Number(width), height: Number(height), title: plain(title), description: plain(description), body };
}

function plain(escaped: string): string {
  return escaped.replace(
    /&(amp|lt|gt|quot);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] as string,
  );
}
