export type { Classification } from './classification/classification.ts';
export { type Confusion, confusion } from './classification/confusion.ts';
export type { Labelled } from './classification/labelled.ts';
export { linearProbe, type Probe } from './classification/linearProbe.ts';
export { type ConfusedPair, mostConfused } from './classification/mostConfused.ts';
export { nearestNeighbors } from './classification/nearestNeighbors.ts';
export { type RocCurve, rocCurve } from './classification/rocCurve.ts';
export { type LeadingComponents, leadingComponents } from './components/leadingComponents.ts';
export { type PrincipalComponents, principalComponents } from './components/principalComponents.ts';
export { type FactorVaeScoreOptions, factorVaeScore } from './disentanglement/factorVaeScore.ts';
export type { CodesAndFactors } from './disentanglement/levels.ts';
export { type MutualInformationGap, mutualInformationGap } from './disentanglement/mutualInformationGap.ts';
export { frechetDistance } from './gaussians/frechetDistance.ts';
export { type Moments, momentsOf } from './gaussians/momentsOf.ts';
export { type ActiveUnits, activeUnits } from './latents/activeUnits.ts';
export { effectiveSampleSize } from './latents/effectiveSampleSize.ts';
export {
  type MeanTerms,
  type MeanTermsOptions,
  type MeanTermsProgram,
  type MeanTermsProgramOptions,
  meanTerms,
  meanTermsProgram,
  type OverOptions,
  type SplitTables,
} from './meanTerms.ts';
export { maximumMeanDiscrepancy } from './samples/maximumMeanDiscrepancy.ts';
export { gaussianSimilarity, multiquadraticSimilarity, type Similarity } from './samples/similarities.ts';
