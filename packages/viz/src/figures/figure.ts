import type { Column } from '../csv.ts';
import { requireTitle } from '../svg/svgDocument.ts';
import type { Look } from '../svg/theme.ts';

/** What a figure function returns: a picture, and the numbers in it. The data have been checked; what a look allows is checked by `svg`. */
export interface Figure {
  /**
   * The text of an SVG file; the same look gives the same bytes.
   *
   * @param look by default theme light, and the size that the figure function names; image grids and pages of figures take no height
   * @throws OPTION for a theme that is not valid or a side that is too small or large
   */
  svg(look?: Look): string;
  /** For `csv`; made when first read. */
  readonly columns: readonly Column[];
}

/** A figure with a title, from a drawing in any look and a table made once. */
export function figure(
  { title, where }: { readonly title: string; readonly where: string },
  draw: (look: Look) => string,
  columns: () => readonly Column[],
): Figure {
  requireTitle(title, where);
  let made: readonly Column[] | undefined;
  return {
    svg: (look = {}) => draw(look),
    get columns() {
      made ??= columns();
      return made;
    },
  };
}
