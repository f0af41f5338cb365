import type { StepFunction } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Graph } from '../graph/graph.ts';
import { isOf } from '../graph/names.ts';
import type { Costs } from '../lower/costs.ts';
import { type Signature, severalRows } from '../trace/signature.ts';
import { trace } from '../trace/trace.ts';
import { learningStages, stillStages, through, turnedStages } from './stages.ts';
import { statesToTurn } from './turnStates.ts';

/** A traced step as it runs before its tail is cut off, and the states that it takes as their transposes. */
export interface StepGraph {
  readonly graph: Graph;
  readonly turned: readonly number[];
}

/** Whether a traced step changes its state. */
export const changesState = ({ outputs }: Graph): boolean => Object.keys(outputs).some((name) => isOf(name, 'next'));

/** A step that reads its state only. */
export const stillGraph = (traced: Graph, costs: Costs): StepGraph => ({
  graph: through(traced, stillStages(costs)),
  turned: [],
});

export interface LearningStep {
  readonly step: StepFunction;
  readonly state: readonly tf.Variable[];
  readonly signature: Signature;
  /** Of the machine that runs it. */
  readonly costs: Costs;
}

/** A step that changes its state. @param turned which states are kept as their transposes, where that is decided */
export function learningGraph(
  traced: Graph,
  { step, state, signature, costs }: LearningStep,
  turned?: readonly number[],
): StepGraph {
  const graph = through(traced, learningStages(costs));
  const chosen = turned ?? statesToTurn(ofSeveral({ step, state, signature, costs }) ?? graph);
  return { graph: through(graph, turnedStages(chosen)), turned: chosen };
}

/** The step with two rows where it has one, which alone would decide otherwise; undefined for a step that takes no two. */
function ofSeveral({ step, state, signature, costs }: LearningStep): Graph | undefined {
  const several = severalRows(signature);
  try {
    return several && through(trace(step, state, several).graph, learningStages(costs));
  } catch {
    return undefined;
  }
}
