import type { ComponentType } from 'preact';
import { sizeOf } from '../bundle/index.ts';
import { observationKind } from '../parts/picture/observationKind.ts';
import type { Run } from '../run/run.ts';
import type { ViewProps } from './viewProps.ts';

/** One entry of the navigation; its code is loaded when it is first shown. */
export interface View {
  /** Its hash link, without #. */
  readonly name: string;
  readonly title: string;
  /** One sentence under the title. */
  readonly about: string;
  /** Both in French, where the view speaks it. */
  readonly inFrench?: { readonly title: string; readonly about: string };
  /** Shown on a site without runs too. */
  readonly alone?: boolean;
  /** What the chosen run must be; one with codes by default. */
  readonly of?: 'words' | 'any';
  /** Whether it shows something of these runs, at least one; it does by default. */
  readonly fits?: (runs: readonly Run[]) => boolean;
  /** Before the one that fits best. */
  readonly first?: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType<ViewProps> }>;
}

function hasPlane([run]: readonly Run[]): boolean {
  return run !== undefined && sizeOf(run.card.latentShape) > 1;
}

function canDraw([run]: readonly Run[]): boolean {
  return run !== undefined && observationKind(run.card.exampleShape).kind !== 'bars';
}

function areTwo({ length }: readonly Run[]): boolean {
  return length > 1;
}

/** What one run shows by itself, in the order of the navigation: one line each. */
// biome-ignore format: one line a view
export const runViews: readonly View[] = [
  { name: 'imagine', title: 'Imagine', about: 'Type a caption and watch its image being drawn token by token; take another token and go on from there.', of: 'words', load: () => import('./imagine/Imagine.tsx') },
  { name: 'plane', title: 'Plane', about: 'Drag over the plane to decode the code under the pointer; zoom, or select codes to see their examples.', fits: hasPlane, load: () => import('./plane/Plane.tsx') },
  { name: 'sliders', title: 'Sliders', about: 'One slider per latent dimension; the strip under it shows what that dimension changes.', load: () => import('./sliders/Sliders.tsx') },
  { name: 'interpolate', title: 'Interpolate', about: 'From one example to another: codes mixed and then decoded, beside the examples mixed number by number.', load: () => import('./interpolate/Interpolate.tsx') },
  { name: 'samples', title: 'Samples', about: 'What the model generates: decoded samples of a distribution of codes.', load: () => import('./samples/Samples.tsx') },
  { name: 'errors', title: 'Errors', about: 'The stored examples that are reconstructed worst, or best, each with its error.', load: () => import('./errors/Errors.tsx') },
  { name: 'draw', title: 'Draw', about: 'Draw an observation: its code, its reconstruction, its energy.', fits: canDraw, load: () => import('./draw/Draw.tsx') },
];

/** Every view of a site. */
// biome-ignore format: one line a view
export const views: readonly View[] = [
  ...runViews,
  { name: 'compare', title: 'Compare', about: 'Two runs, the same observation.', fits: areTwo, load: () => import('./compare/Compare.tsx') },
  { name: 'learn', title: 'Learn', about: 'Train a model in this page and watch its energy.', inFrench: { title: 'Apprendre', about: 'Entraînez un modèle dans cette page et suivez son énergie.' }, alone: true, of: 'any', load: () => import('./learn/Learn.tsx') },
];
