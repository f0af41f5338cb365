import type { ComponentType } from 'preact';
import type { ViewProps } from './viewProps.ts';

/** One entry of the navigation; its code is loaded when it is first shown. */
export interface View {
  /** Its hash link, without #. */
  readonly name: string;
  readonly title: string;
  /** One sentence under the title. */
  readonly about: string;
  /** Shown on a site without runs too. */
  readonly alone?: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType<ViewProps> }>;
}

/** Every view, in the order of the navigation: one line each. */
// biome-ignore format: one line a view
export const views: readonly View[] = [
  { name: 'plane', title: 'Plane', about: 'Drag through the codes and watch the decoder draw.', load: () => import('./plane/Plane.tsx') },
  { name: 'sliders', title: 'Sliders', about: 'One slider a number of the code; its strip shows what that number means.', load: () => import('./sliders/Sliders.tsx') },
  { name: 'interpolate', title: 'Interpolate', about: 'From one image to another: the line between their codes, and the line between their pixels.', load: () => import('./interpolate/Interpolate.tsx') },
  { name: 'samples', title: 'Samples', about: 'Codes drawn from a distribution, decoded: what the model generates.', load: () => import('./samples/Samples.tsx') },
  { name: 'draw', title: 'Draw', about: 'Draw an observation: its code, its reconstruction, its energy.', load: () => import('./draw/Draw.tsx') },
  { name: 'compare', title: 'Compare', about: 'Two runs, the same observation.', load: () => import('./compare/Compare.tsx') },
  { name: 'learn', title: 'Learn', about: 'Train a model in this page and watch its energy.', alone: true, load: () => import('./learn/Learn.tsx') },
];
