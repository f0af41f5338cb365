import type { RunFigure } from '../entry/runFigure.ts';
import { bothLooks, type Inks } from './bothLooks.ts';
import type { Hover } from './hover.ts';
import { escapeHtml } from './html.ts';
import { numbersOf } from './numbersOf.ts';

/** A figure of a page. */
export type ReportFigure = Pick<RunFigure, 'name' | 'title' | 'caption' | 'svg' | 'columns'> & {
  readonly hover?: Hover;
};

/** Pixels of a figure on a phone: letters keep their size. */
const narrow = 358;
/** Width of a column where two stand side by side; a much wider figure takes both. */
const [column, most] = [620, 800];

/** A figure for wide and narrow pages, light and dark, with its numbers and what can be done with it. */
export function figureHtml(figure: ReportFigure, inks: Inks): string {
  const { name, title, caption, svg, hover } = figure;
  const own = Number(/^<svg [^>]*?width="([\d.]+)"/.exec(svg())?.[1]);
  const wide = own > column && own <= most ? { width: column } : {};
  const label = `${title}: use the arrow keys to ${hover ? 'move from dot to dot' : 'read values'}`;
  const packed = numbersOf(figure.columns);
  const numbers = packed === undefined ? '' : ` data-csv="${packed}"`;
  return `<figure aria-label="${escapeHtml(label)}"${own > most ? ' class="across"' : ''} tabindex="0" data-name="${escapeHtml(name)}"${numbers}${hover ? attributesOf(hover) : ''}>
<div class="on-wide">${bothLooks(svg, { inks, ...wide })}</div>
<div class="on-narrow">${bothLooks(svg, { inks, width: narrow })}</div>
<div class="tip" role="status" hidden>${hover?.images ? `<i style="background-image:url(${hover.images.picture})"></i>` : ''}<span></span></div>
<figcaption>${escapeHtml(caption)}</figcaption>
${figureTools(title, name, packed === undefined)}
</figure>`;
}

/** Buttons that the page's script hears. @param apart the numbers are too many for the page and lie beside it */
export function figureTools(title: string, name: string, apart: boolean): string {
  const button = (act: string, words: string, label: string) =>
    `<button type="button" data-act="${act}" aria-label="${escapeHtml(label)}">${words}</button>`;
  const numbers = apart
    ? `<span>numbers: figures/${escapeHtml(name)}.csv</span>`
    : button('csv', 'CSV', `Numbers of ${title} as CSV`);
  return `<div class="tools">${[
    button('enlarge', 'Enlarge', `Enlarge ${title}`),
    button('svg', 'SVG', `${title} as SVG`),
    button('png', 'PNG', `${title} as PNG`),
    numbers,
  ].join('')}</div>`;
}

function attributesOf({ words, images }: Hover): string {
  const sheet = images ? ` data-across="${images.across}" data-down="${images.down}"` : '';
  return ` data-words="${escapeHtml(JSON.stringify(words))}"${sheet}`;
}
