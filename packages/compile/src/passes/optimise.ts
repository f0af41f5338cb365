import { type Graph, inOrder } from '../graph/graph.ts';
import { lowerConvolution } from '../lower/convolution.ts';
import { stillConvolution } from '../lower/stillConvolution.ts';
import { convolutionBias } from './convolutionBias.ts';
import { factorOutwards } from './factorOutwards.ts';
import { foldIdentity } from './foldIdentity.ts';
import { foldScalars } from './foldScalars.ts';
import { gemmAlpha } from './gemmAlpha.ts';
import { gemmBias } from './gemmBias.ts';
import { gemmOfTranspose } from './gemmOfTranspose.ts';
import { joinFactors } from './joinFactors.ts';
import { movePad } from './movePad.ts';
import { type Rule, rewrite } from './rewrite.ts';
import { shareCommon } from './shareCommon.ts';
import { sinkExpand } from './sinkExpand.ts';
import { sinkReshape } from './sinkReshape.ts';
import { sumByProduct } from './sumByProduct.ts';

const rules: readonly Rule[] = [foldIdentity, foldScalars, sinkExpand, joinFactors, factorOutwards, gemmOfTranspose];

/** The first rule that has something to say. */
const any =
  (all: readonly Rule[]): Rule =>
  (node, before) => {
    for (const rule of all) {
      const next = rule(node, before);
      if (next) return next;
    }
    return undefined;
  };

/** What convolutions and sums become. */
export interface Target {
  readonly convolutions: Rule;
  readonly sums: Rule;
}

/** As is fastest in a step that changes its state, and in one that does not. */
export const learning: Target = { convolutions: lowerConvolution, sums: sumByProduct };
export const still: Target = { convolutions: stillConvolution, sums: sumByProduct };

/** All passes, until nothing changes. */
export function optimise(graph: Graph, { convolutions, sums }: Target = learning): Graph {
  const simple = settle(graph, any([...rules, movePad]));
  const lowered = rewrite(rewrite(simple, convolutionBias), convolutions);
  return settle(lowered, any([...rules, sinkReshape, sums, gemmBias, gemmAlpha]));
}

function settle(graph: Graph, rule: Rule): Graph {
  let current = shareCommon(graph);
  for (let round = 0; round < 8; round++) {
    const before = inOrder(Object.values(current.outputs));
    current = shareCommon(rewrite(current, rule));
    const after = inOrder(Object.values(current.outputs));
    if (after.length === before.length && after.every((node, i) => node === before[i])) break;
  }
  return current;
}
