import { expected } from '@latentkit/errors';
import { onDark, onLight } from './palette.ts';

export type ThemeName = 'light' | 'dark';

/** How a figure looks: its size in pixels and its colours. */
export interface Look {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
}

/** The colours of a figure. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly axis: string;
  readonly grid: string;
  readonly minorGrid: string;
  /** Ten colours for series and classes. */
  readonly palette: readonly string[];
  /** Parts of the heat scale, from low to high: for marks that must be seen on the background, and for cells whose low ones recede. */
  readonly heat: { readonly marks: readonly [number, number]; readonly cells: readonly [number, number] };
}

const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: '#ffffff',
    text: '#1f2328',
    muted: '#59616b',
    axis: '#8b929a',
    grid: '#e4e7ea',
    minorGrid: '#f3f4f6',
    palette: onLight,
    heat: { marks: [0.4, 1], cells: [0, 1] },
  },
  dark: {
    background: '#15171c',
    text: '#e6e8eb',
    muted: '#a0a7b0',
    axis: '#6b727c',
    grid: '#2b2f37',
    minorGrid: '#1e2127',
    palette: onDark,
    heat: { marks: [0.6, 0], cells: [1, 0] },
  },
};

/** The colours by name. */
export function themeNamed(name: ThemeName, where: string): Theme {
  if (Object.hasOwn(themes, name)) return themes[name];
  throw expected({
    where,
    expected: 'the theme light or dark',
    received: String(name),
    todo: 'Leave it out for light.',
    code: 'OPTION',
  });
}
