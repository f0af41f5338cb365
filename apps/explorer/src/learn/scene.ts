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

/** Images on a grid of the extent, each at its code. */
export interface Tiles {
  readonly columns: number;
  readonly rows: number;
  readonly height: number;
  readonly width: number;
  /** [rows, columns, height, width], the lowest y first; 255 is full ink. */
  readonly pixels: Uint8Array;
}

/** What is to be drawn of a model at one moment, as plain numbers. */
export interface Scene {
  readonly extent: Extent;
  readonly surface: SurfaceGrid;
  /** Data, or their codes: [points, 2]. */
  readonly points: Float32Array;
  /** A class a point. */
  readonly labels?: Uint8Array;
  /** Names of the classes. */
  readonly classes?: readonly string[];
  /** The decoder's manifold, a closed line: [n, 2]. */
  readonly curve?: Float32Array;
  /** Where points of the plane are moved: both [n, 2]. */
  readonly field?: { readonly points: Float32Array; readonly vectors: Float32Array };
  /** The code of the image that the surface is of. */
  readonly mark?: readonly [number, number];
  readonly tiles?: Tiles;
  /** The image that the surface is of, in [0, 1]. */
  readonly image?: { readonly values: Float32Array; readonly shape: readonly number[] };
}
