import { element } from '../svg/element.ts';
import { encodePng, type Pixels } from './png.ts';

/** An image inside an SVG, as an embedded PNG. `pixelated` shows pixels as squares; without it the viewer smooths. */
export function imageElement(
  pixels: Pixels,
  { x, y, width, height, pixelated }: { x: number; y: number; width: number; height: number; pixelated: boolean },
): string {
  const href = `data:image/png;base64,${base64(encodePng(pixels))}`;
  const rendering = pixelated ? 'pixelated' : 'optimizeQuality';
  return element('image', { x, y, width, height, preserveAspectRatio: 'none', 'image-rendering': rendering, href });
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  // An argument list longer than this overflows the stack in some engines.
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}
