import { type DecodedPng, decode } from 'fast-png';
import { all, parseSvg } from './parseSvg.ts';

/** The one image embedded in an SVG, decoded by another implementation than the one that wrote it. */
export function pngOf(svg: string): DecodedPng {
  const images = all(parseSvg(svg), 'image');
  if (images.length !== 1) throw new Error(`one image, not ${images.length}`);
  const [, base64] = images[0]?.attributes.href?.split('data:image/png;base64,') ?? [];
  return decode(Buffer.from(base64 ?? '', 'base64'), { checkCrc: true });
}
