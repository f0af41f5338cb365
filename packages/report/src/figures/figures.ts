import type { FigureEntry } from '../entry/figureEntry.ts';
import { bubbles } from './entries/bubbles.ts';
import { captionAccuracy } from './entries/captionAccuracy.ts';
import { captions } from './entries/captions.ts';
import { classErrors } from './entries/classErrors.ts';
import { classStyles } from './entries/classStyles.ts';
import { codebook } from './entries/codebook.ts';
import { comparison } from './entries/comparison.ts';
import { compression } from './entries/compression.ts';
import { confusion } from './entries/confusion.ts';
import { denoisingField } from './entries/denoisingField.ts';
import { divergenceParts } from './entries/divergenceParts.ts';
import { energySurface } from './entries/energySurface.ts';
import { extremes } from './entries/extremes.ts';
import { hardAndSoft } from './entries/hardAndSoft.ts';
import { inference } from './entries/inference.ts';
import { interpolation } from './entries/interpolation.ts';
import { latent } from './entries/latent.ts';
import { latentDivergence } from './entries/latentDivergence.ts';
import { manifold } from './entries/manifold.ts';
import { neighbors } from './entries/neighbors.ts';
import { plausibility } from './entries/plausibility.ts';
import { reconstructions } from './entries/reconstructions.ts';
import { repairs } from './entries/repairs.ts';
import { samples } from './entries/samples.ts';
import { tradeOff } from './entries/tradeOff.ts';
import { traversal } from './entries/traversal.ts';
import { variationalInference } from './entries/variationalInference.ts';

/** The figures of this package, by name; reports hold theirs in this order. */
export const figures = {
  captions,
  'caption-accuracy': captionAccuracy,
  manifold,
  bubbles,
  repairs,
  'class-styles': classStyles,
  reconstructions,
  'hard-and-soft': hardAndSoft,
  codebook,
  latent,
  extremes,
  'class-errors': classErrors,
  neighbors,
  'latent-divergence': latentDivergence,
  samples,
  traversal,
  interpolation,
  plausibility,
  'energy-surface': energySurface,
  'denoising-field': denoisingField,
  'trade-off': tradeOff,
  'divergence-parts': divergenceParts,
  comparison,
  compression,
  confusion,
  inference,
  'variational-inference': variationalInference,
} satisfies Record<string, FigureEntry>;
