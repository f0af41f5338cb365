import type { Graph, Value } from '../graph/graph.ts';
import { verify } from '../graph/verify.ts';
import { lowerConvolution } from '../lower/convolution.ts';
import type { Costs } from '../lower/costs.ts';
import { deviceConvolution } from '../lower/deviceConvolution.ts';
import { standardConvolution } from '../lower/standardConvolution.ts';
import { stillConvolution } from '../lower/stillConvolution.ts';
import { opset } from '../onnx/opsets.ts';
import { asRows } from './asRows.ts';
import { firstOf } from './checked.ts';
import { convolutionBias } from './convolutionBias.ts';
import { exactFunctions, exactSigmoid } from './exactFunctions.ts';
import { factorOutwards } from './factorOutwards.ts';
import { foldIdentity } from './foldIdentity.ts';
import { foldScalars } from './foldScalars.ts';
import { fusedProduct } from './fusedProduct.ts';
import { gemmAlpha } from './gemmAlpha.ts';
import { gemmBias } from './gemmBias.ts';
import { gemmOfColumns } from './gemmOfColumns.ts';
import { gemmOfTranspose } from './gemmOfTranspose.ts';
import { gemmSum } from './gemmSum.ts';
import { inColumns } from './inColumns.ts';
import { joinFactors } from './joinFactors.ts';
import { leadingOnes } from './leadingOnes.ts';
import { movePad } from './movePad.ts';
import { packedTables } from './packedTables.ts';
import { reluMask } from './reluMask.ts';
import { rewrite } from './rewrite.ts';
import type { Rule } from './rule.ts';
import { settle } from './settle.ts';
import { shareCommon } from './shareCommon.ts';
import { sinkExpand } from './sinkExpand.ts';
import { sinkReshape } from './sinkReshape.ts';
import { sinkTranspose } from './sinkTranspose.ts';
import { sumByProduct } from './sumByProduct.ts';
import { summedSoftplus } from './summedSoftplus.ts';
import { sumOfSquares } from './sumOfSquares.ts';
import { turnStates } from './turnStates.ts';
import { updatesTogether } from './updatesTogether.ts';
import { wholeAttention } from './wholeAttention.ts';
import { wholeGelu } from './wholeGelu.ts';
import { wholeNorm } from './wholeNorm.ts';
import { withConstants } from './withConstants.ts';

/** One way from graph to graph that keeps its values. */
export interface Stage {
  readonly name: string;
  readonly pass: (graph: Graph) => Graph;
}

/** A graph after some stages, and checked after each: what a stage breaks is an error that names it. */
export function through(graph: Graph, stages: readonly Stage[]): Graph {
  return stages.reduce((before, { name, pass }) => {
    const after = pass(before);
    verify(after, name);
    return after;
  }, graph);
}

const stage = (name: string, pass: Stage['pass']): Stage => ({ name, pass });
const everywhere = (name: string, rule: Rule) => stage(name, (graph) => rewrite(graph, rule));

const rules: readonly Rule[] = [
  foldIdentity,
  foldScalars,
  sinkExpand,
  leadingOnes,
  joinFactors,
  factorOutwards,
  gemmOfTranspose,
];
const simplified = stage('simplify', (graph) => settle(graph, firstOf(...rules, movePad)));
const exact = everywhere('exact functions', exactFunctions);
const final = (...more: readonly Rule[]) =>
  stage('fuse', (graph) => settle(graph, firstOf(...rules, sinkReshape, ...more, gemmBias, gemmAlpha)));

/** Functions that are written out in a trace as the one operation that there is for each, before anything else takes them apart. */
const whole = (...functions: readonly Rule[]) =>
  stage('whole functions', (graph) => settle(graph, firstOf(...functions)));

/** From a trace to a step that does not change its state: convolutions with filters that stay. @param costs of the machine that runs it */
export const stillStages = (costs: Costs): readonly Stage[] => [
  whole(wholeNorm, wholeGelu, wholeAttention),
  simplified,
  everywhere('convolution bias', convolutionBias),
  everywhere('convolutions', stillConvolution(costs)),
  final(sumByProduct),
  stage('summed softplus', summedSoftplus),
  exact,
  stage('as rows', (graph) => settle(graph, firstOf(asRows, foldIdentity))),
];

/** From a trace to a step that learns. */
export const learningStages = (costs: Costs): readonly Stage[] => [
  simplified,
  everywhere('convolution bias', convolutionBias),
  everywhere('convolutions', lowerConvolution(costs)),
  final(sumByProduct),
  stage('summed softplus', summedSoftplus),
  exact,
  stage('columns', inColumns),
];

/** From a trace to what other programs read: ONNX's own convolutions, and sums that hold for any batch. @param target the opset that they read */
export const exportStages = (target: number = opset): readonly Stage[] => [
  whole(...(target >= 17 ? [wholeNorm] : []), ...(target >= 20 ? [wholeGelu] : [])),
  simplified,
  everywhere('convolution bias', convolutionBias),
  everywhere('convolutions', standardConvolution),
  final(),
  exact,
  everywhere('transpositions', sinkTranspose),
];

/** Some states as their transposes. */
export const turnedStages = (states: readonly number[]): readonly Stage[] => [
  stage('turned states', (graph) => turnStates(graph, states)),
];

/** What is left for ONNX Runtime, in the operations that it does fastest; `fixed` are inputs that never change. */
export const runtimeStages = (fixed: ReadonlyMap<string, Value> = new Map()): readonly Stage[] => [
  everywhere('relu masks', reluMask),
  stage('sums of products', gemmSum),
  everywhere('products of columns', gemmOfColumns),
  everywhere('products of stacks', fusedProduct),
  everywhere('sigmoids', exactSigmoid),
  stage('shared', shareCommon),
  stage('constants', (graph) => withConstants(graph, fixed)),
];

/** From a trace to a step on a GPU: all of it in one graph, over tables as WebGPU can gather them. */
export const deviceStages = (costs: Costs): readonly Stage[] => [
  stage('shared', shareCommon),
  stage('updates together', updatesTogether),
  simplified,
  everywhere('convolution bias', convolutionBias),
  everywhere('convolutions', deviceConvolution(costs)),
  final(sumByProduct),
  exact,
  stage('packed tables', packedTables),
  everywhere('relu masks', reluMask),
  everywhere('sums of squares', sumOfSquares),
  stage('sums of products', gemmSum),
  stage('shared', shareCommon),
];
