import { expected } from '@latentkit/errors';
import type { Column } from '../csv.ts';
import { element } from '../svg/element.ts';
import { readFigure } from '../svg/readFigure.ts';
import { requireSide, svgDocument } from '../svg/svgDocument.ts';
import { textElement } from '../svg/textElement.ts';
import { wrap } from '../svg/textWidth.ts';
import { type Look, type Theme, themeNamed } from '../svg/theme.ts';
import { type Figure, figure } from './figure.ts';

/** Several figures as one, e.g. three models side by side. */
export interface FigureGrid {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Figures in a row; up to three, and four as two by two, by default. */
  readonly across?: number;
}

const where = 'figureGrid';
/** Sizes in pixels: the letters (a), (b) stand left of the figures' own titles, which begin 16 pixels in. */
const pad = 14;
const gap = 16;
const titleSize = 18;
const line = 23;
const usualCell = 400;
/** Figures of a narrow page stand below each other. */
const leastCell = 200;

/**
 * Several figures in a grid under one title, each with its letter (a), (b), … before its own title.
 *
 * @param grid 1 to 26 figures, row by row; each is drawn at the width of its place
 * @returns 400 pixels per column unless its look says otherwise, the height follows from the figures; columns, one row per number: the figure's letter, the
 *   row and the column that it has there, the number; its `svg` throws what those of the figures throw, and FILE_FORMAT for one of another package
 * @throws EMPTY without figures; RANGE for more than 26; OPTION for a count across that is not valid
 * @example
 * figureGrid({ title: 'Two costs', figures: [lineChart(chart), lineChart(chart)] });
 */
export function figureGrid(grid: FigureGrid): Figure {
  const across = requireFigures(grid);
  return figure(
    { title: grid.title, where },
    (look) => draw(grid, across, look),
    () => columnsOf(grid),
  );
}

function draw(grid: FigureGrid, wanted: number, look: Look): string {
  const theme = themeNamed(look.theme ?? 'light', where);
  const width = look.width ?? 2 * pad + wanted * usualCell + (wanted - 1) * gap;
  requireSide('width', width, where);
  const across = Math.max(1, Math.min(wanted, Math.floor((width - 2 * pad + gap) / (leastCell + gap))));
  const cell = Math.floor((width - 2 * pad - (across - 1) * gap) / across);
  const figures = grid.figures.map((each) =>
    readFigure(each.svg({ theme: look.theme ?? 'light', width: cell }), where),
  );

  const lines = wrap(grid.title, titleSize, width - 2 * pad - 16, true);
  const titleBase = 18 + titleSize * 0.8;
  let top = Math.round(titleBase + (lines.length - 1) * line + 10);
  const placed: string[] = [];
  for (let first = 0; first < figures.length; first += across) {
    const row = figures.slice(first, first + across);
    row.forEach((figure, i) => {
      const x = pad + i * (cell + gap);
      const { width: own, height, body } = figure;
      // A child may bring its background, so the letters come after it.
      placed.push(element('svg', { x, y: top, width: own, height, viewBox: `0 0 ${own} ${height}` }, body));
      placed.push(letterElement(first + i, { x: x + 12, y: top + 28, theme }));
    });
    top += Math.max(...row.map(({ height }) => height)) + 4;
  }
  const description = figures.map(({ title, description }, i) => `${letter(i)} ${title}: ${description}`).join(' ');
  const heading = lines.map((text, i) =>
    textElement(text, { x: pad + 16, y: titleBase + i * line, size: titleSize, fill: theme.text, bold: true }),
  );
  return svgDocument({ title: grid.title, description }, { width, height: top + 6, theme }, ...heading, ...placed);
}

function columnsOf({ figures }: FigureGrid): Column[] {
  const [of, rows, names, values]: [string[], number[], string[], (number | string)[]] = [[], [], [], []];
  figures.forEach(({ columns }, i) => {
    for (const column of columns) {
      for (let row = 0; row < column.values.length; row++) {
        of.push(letter(i).slice(1, -1));
        rows.push(row);
        names.push(column.name);
        values.push(column.values[row] as number | string);
      }
    }
  });
  return [
    { name: 'figure', values: of },
    { name: 'row', values: rows },
    { name: 'column', values: names },
    { name: 'value', values },
  ];
}

function letter(i: number): string {
  return `(${String.fromCharCode(97 + i)})`;
}

function letterElement(i: number, { x, y, theme }: { x: number; y: number; theme: Theme }): string {
  return textElement(letter(i), { x, y, size: 13, fill: theme.muted, anchor: 'end' });
}

/** How many stand in a row. */
function requireFigures({ figures, across }: FigureGrid): number {
  const count = figures.length;
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  if (count === 0) throw refuse('at least one figure', 'none', 'Draw the figure when there is data.', 'EMPTY');
  if (count > 26) throw refuse('up to 26 figures', String(count), 'Draw several pages.', 'RANGE');
  const usual = count === 4 ? 2 : Math.min(count, 3);
  if (across === undefined) return usual;
  if (Number.isInteger(across) && across >= 1) return Math.min(across, count);
  throw refuse('a whole number of figures across', String(across), 'Leave it out for two or three.', 'OPTION');
}
