// What the other packages of LatentKit share of this one. It may change at any time.
export type { Inks } from './page/bothLooks.ts';
export { figureHtml, type ReportFigure } from './page/figureHtml.ts';
export { cards, commands, dataTable, page, section } from './page/html.ts';
