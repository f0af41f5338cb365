import type { Said } from '../language/phrases.ts';
import type { Settings } from './control.ts';
import type { LessonName } from './lessons.ts';
import type { Picture } from './watch.ts';

/** Images of a run of the site. */
export interface Images {
  /** [count, …shape], in [0, 1] */
  readonly values: Float32Array;
  readonly shape: readonly number[];
  readonly labels?: Uint8Array;
  /** Names of the classes. */
  readonly classes?: readonly string[];
}

/** What the page says to the worker. A start takes the place of the lesson before; its number tells their pictures apart. */
export type ToWorker =
  | {
      readonly kind: 'start';
      readonly start: number;
      readonly lesson: LessonName;
      readonly seed: number;
      readonly knob: number;
      readonly width: number | undefined;
      readonly points: Float32Array | undefined;
      readonly settings: Settings;
    }
  | { readonly kind: 'images'; readonly images: Images | undefined }
  | { readonly kind: 'set'; readonly change: Partial<Settings> }
  | { readonly kind: 'drawn' };

/** What the worker says to the page. */
export type FromWorker =
  | { readonly kind: 'engine'; readonly words: Said }
  | { readonly kind: 'picture'; readonly start: number; readonly picture: Picture }
  | { readonly kind: 'failure'; readonly words: Said };
