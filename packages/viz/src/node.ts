import { copyFileSync, mkdtempSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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
  const { Resvg } = await renderer().catch((cause) => {
    const todo = 'Run npm i @resvg/resvg-js.';
    throw refuse('the package @resvg/resvg-js', 'none that loads', todo, 'MISSING_PACKAGE', cause);
  });
  try {
    const image = new Resvg(svg, {
      fitTo: { mode: 'width', value: width },
      // resvg does not know `pixelated`, and takes this, nearest neighbour, for what it does not know.
      imageRendering: 1,
      font: { loadSystemFonts: false, fontFiles: fonts(), defaultFontFamily: 'Arimo' },
    });
    return image.render().asPng();
  } catch (cause) {
    throw refuse('well-formed SVG', String(cause), 'Pass a figure that this package made.', 'FILE_FORMAT', cause);
  }
}

/** The peer as this package sees it, else as the program does: managers that keep packages apart show it to the program alone. */
async function renderer(): Promise<typeof import('@resvg/resvg-js')> {
  try {
    return await import('@resvg/resvg-js');
  } catch (cause) {
    const [, program = ''] = process.argv;
    try {
      return createRequire(realpathSync(program))('@resvg/resvg-js');
    } catch {
      throw cause;
    }
  }
}

let fontFiles: readonly string[] | undefined;

function fonts(): string[] {
  const { resolve } = createRequire(import.meta.url);
  fontFiles ??= ['400Regular/Arimo_400Regular', '700Bold/Arimo_700Bold'].map((name) =>
    onDisk(resolve(`@expo-google-fonts/arimo/${name}.ttf`)),
  );
  return [...fontFiles];
}

/** The renderer opens files past Node, so one in an archive of yarn's is copied out of it. */
function onDisk(file: string): string {
  if (!file.includes('.zip/')) return file;
  const copy = join(mkdtempSync(join(tmpdir(), 'latentkit-font-')), basename(file));
  copyFileSync(file, copy);
  return copy;
}

function refuse(wanted: string, received: string, todo: string, code: string, cause: unknown): Error {
  return expected({ where: 'png', expected: wanted, received, todo, code, cause });
}
