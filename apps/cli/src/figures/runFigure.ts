import { csv, type Figure } from '@latentkit/viz';
import { png } from '@latentkit/viz/node';
import type { RunFolder } from '../run/runFolder.ts';

/** A picture of a run, with its numbers. */
export interface RunFigure extends Figure {
  /** Of its files. */
  readonly name: string;
  readonly title: string;
  /** What to see in it, one or two sentences. */
  readonly caption: string;
}

/** `figures/<name>.svg`, `.png` and `.csv`. */
export async function writeFigures(folder: RunFolder, figures: readonly RunFigure[]): Promise<void> {
  for (const figure of figures) {
    const { name, columns } = figure;
    const svg = figure.svg({ theme: 'light' });
    await folder.write(`figures/${name}.svg`, svg);
    await folder.write(`figures/${name}.png`, await png(svg));
    await folder.write(`figures/${name}.csv`, csv(columns));
  }
}
