import type { Said } from '../language/phrases.ts';
import type { Extent } from '../latent/extent.ts';

/** Energies on a grid of the extent, both ends included. */
export interface SurfaceGrid {
  readonly columns: number;
  readonly rows: number;
  /** [rows, columns], the lowest y first. */
  readonly values: Float32Array;
  /** What the energies are, e.g. `F(y)`. */
  readonly label: string;
  readonly unit: string;
}

/** Images on a grid, each at its code, or one after the other. */
export interface Tiles {
  readonly columns: number;
  readonly rows: number;
  readonly height: number;
  readonly width: number;
  /** [rows, columns, height, width], the lowest y first; 255 is full ink. */
  readonly pixels: Uint8Array;
}

/** A plane of observations or codes. */
export interface PlaneScene {
  readonly extent: Extent;
  readonly surface?: SurfaceGrid;
  /** Data, or their codes: [points, 2]. */
  readonly points: Float32Array;
  /** One class per point. */
  readonly labels?: Uint8Array;
  /** One standard deviation of q(z|y) around each point, both ways: [points, 2]. */
  readonly deviations?: Float32Array;
  /** The decoder's manifold, a closed line: [n, 2]. */
  readonly curve?: Float32Array;
  /** Lines through this many points each: [lines · length, 2]. */
  readonly lines?: { readonly length: number; readonly points: Float32Array };
  /** Where points of the plane are moved: both [n, 2]. */
  readonly field?: { readonly points: Float32Array; readonly vectors: Float32Array };
  /** Codes that were drawn, as rings: [n, 2]. */
  readonly rings?: Float32Array;
  /** The code of the image that the surface is of. */
  readonly mark?: readonly [number, number];
}

/** What is to be drawn of a model at one moment, as plain numbers. */
export interface Scene extends PlaneScene {
  /** Names of the classes. */
  readonly classes?: readonly string[];
  /** Another plane: of codes, where the first is of observations. */
  readonly beside?: PlaneScene;
  readonly tiles?: Tiles;
  /** The image that the surface is of, in [0, 1]. */
  readonly image?: { readonly values: Float32Array; readonly shape: readonly number[] };
}

/** A place that is dragged: of the first plane or of the other. */
export interface Probe {
  readonly plane: 0 | 1;
  readonly at: readonly [number, number];
}

/** What the model makes of a place. */
export interface Probed {
  readonly probe: Probe;
  /** What it decodes to, in [0, 1]. */
  readonly image?: { readonly values: Float32Array; readonly shape: readonly number[] };
  /** Where it comes to lie in each plane. */
  readonly places?: readonly [readonly [number, number] | undefined, readonly [number, number] | undefined];
  /** One standard deviation around its place in the other plane. */
  readonly deviation?: readonly [number, number];
  readonly words?: Said;
}
