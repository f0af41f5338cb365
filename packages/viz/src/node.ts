import { createRequire } from 'node:module';
import { expected } from '@latentkit/errors';
import { type PngOptions, pngWidth } from './svg/pngWidth.ts';

export type { PngOptions } from './svg/pngWidth.ts';

/**
 * Draw a figure's SVG as a PNG file, in Node, through the optional peer `@resvg/resvg-js`. Text is set in Arimo, whatever fonts the machine
 * has; the same SVG and width give the same bytes.
 *
 * @param svg of a figure of this package, or any SVG that names no other font
 * @param options width in pixels, twice the figure's unless said otherwise
 * @returns the bytes of the file
 * @throws MISSING_PACKAGE without the peer; FILE_FORMAT for what is not SVG; OPTION
 * @example
 * import { writeFile } from 'node:fs/promises';
 * await writeFile('cost.png', await png(lineChart(chart).svg(), { width: 1120 }));
 */
export async function png(svg: string, options: PngOptions = {}): Promise<Uint8Array> {
  const width = pngWidth(svg, options);
  const { Resvg } = await import('@resvg/resvg-js').catch((cause) => {
    const todo = 'Run npm i @resvg/resvg-js.';
    throw refuse('the package @resvg/resvg-js', 'none that loads', todo, 'MISSING_PACKAGE', cause);
  });
  const fontFiles = [fontFile('400Regular/Arimo_400Regular'), fontFile('700Bold/Arimo_700Bold')];
  try {
    const image = new Resvg(svg, {
      fitTo: { mode: 'width', value: width },
      // resvg does not know `pixelated`, and takes this, nearest neighbour, for what it does not know.
      imageRendering: 1,
      font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Arimo' },
    });
    return image.render().asPng();
  } catch (cause) {
    throw refuse('well-formed SVG', String(cause), 'Pass what a figure function returned.', 'FILE_FORMAT', cause);
  }
}

function fontFile(name: string): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/arimo/${name}.ttf`);
}

function refuse(wanted: string, received: string, todo: string, code: string, cause: unknown): Error {
  return expected({ where: 'png', expected: wanted, received, todo, code, cause });
}
