import { checkOptions, ranges } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import { countField } from '../files/fields.ts';
import { modelKind } from '../files/modelKind.ts';
import { angles } from '../infer/codes.ts';
import { exhaustive } from '../infer/exhaustive.ts';
import { ellipseDecoder } from './ellipseDecoder.ts';
import { type LatentEnergyModel, latentEnergyModel } from './latentEnergyModel.ts';

/** Codes: a damaged file cannot ask for all of the memory. */
const most = 65_536;

export interface EllipseModel extends LatentEnergyModel {
  /** How many angles inference tries. */
  readonly codes: number;
}

/**
 * The lecture's energy model of an ellipse, E(y, z) = (y₁ − w₁ cos z)² + (y₂ − w₂ sin z)², with all angles of a circle tried.
 *
 * @param options.axes where w starts; drawn by the seed by default
 * @param options.codes how many angles, evenly spaced
 * @throws OPTION for a number of codes that is not a positive whole number
 * @see Canziani, lecture 08-3, recap: predictive latent variable model
 * @example
 * const model = ellipseModel({ seed: 1 });
 * const objective = freeEnergy({ codes: angles(48), beta: 5 });
 */
export function ellipseModel({
  axes,
  codes = 48,
  seed = 0,
}: {
  axes?: readonly [number, number];
  codes?: number;
  seed?: number;
} = {}): EllipseModel {
  checkOptions('ellipseModel', { codes }, ranges.count);
  const decoder = ellipseDecoder({ ...(axes && { axes }), seed });
  return { ...latentEnergyModel({ decoder, cost: squaredError, infer: exhaustive(angles(codes)) }), codes };
}

const kind = modelKind({
  kind: 'ellipse-energy-model',
  parts: [],
  settings: { codes: countField(most) },
  pieces: ({ codes }: EllipseModel) => ({ codes }),
  build: ({ codes }) => ellipseModel({ codes }),
});

/**
 * The files of an ellipse model; loading them changes no bit.
 *
 * @throws `MODEL` for one of more than 65 536 codes
 * @example
 * const files = await saveEllipseModel(ellipseModel());
 */
export const saveEllipseModel = kind.save;

/**
 * An ellipse model from its files.
 *
 * @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const copy = await loadEllipseModel(await saveEllipseModel(ellipseModel()));
 */
export const loadEllipseModel = kind.load;
