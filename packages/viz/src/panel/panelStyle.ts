import type { Ends } from './scale.ts';

/** How a kind of figure differs from others. */
export interface PanelStyle {
  /** The function that an error names. */
  readonly where: string;
  readonly width: number;
  /** Unless the look or the aspect says otherwise. */
  readonly height: number;
  /** How much of an axis stays free at each end. */
  readonly margin: { readonly x: number; readonly y: number | Ends };
  /** `equal`: one unit is as long on both axes. `cells`: columns and rows of squares, named, rows downwards. */
  readonly aspect?: 'equal' | 'cells';
}
