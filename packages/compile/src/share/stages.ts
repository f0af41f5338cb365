import type { Graph, Value } from '../graph/graph.ts';
import { keeper } from './keeper.ts';
import { isOdd, levelsOf } from './levels.ts';
import { madeAgain } from './madeAgain.ts';
import type { RowLoop } from './rowLoop.ts';
import type { ShareGraph } from './shareGraph.ts';
import type { Spread } from './spread.ts';
import { builder, graphOf, loopsOf } from './stageParts.ts';

/** What is done before shares wait for each other. */
export interface Stage {
  /** For ONNX Runtime. */
  readonly graph?: Graph;
  readonly loops: readonly RowLoop[];
}

export interface Stages {
  readonly stages: readonly Stage[];
  /** How inputs, outputs and what lies between stages are spread over the shares. */
  readonly spreads: ReadonlyMap<string, Spread>;
  /** What lies between stages and is no output of the step. */
  readonly parts: ReadonlyMap<string, Value>;
}

/** From where on stages are worth while. */
interface Worth {
  /** Numbers of an array of the whole batch. */
  readonly array: number;
  /** Numbers that loops go through, once for each operation, for each stage: it costs some 20 µs, in which ONNX Runtime goes once through so many. */
  readonly stage: number;
}

/** A share in stages, if that is worth while. */
export function stagesOf(
  share: ShareGraph,
  shares: number,
  worth: Worth = { array: 131_072, stage: 100_000 },
): Stages | undefined {
  const levels = levelsOf(share, worth.array / shares);
  const { placeOf, isWhole } = levels;
  const ends = [...share.exchanged.values(), ...Object.values(share.graph.outputs)];
  const latest = Math.max(0, ...ends.map((value) => placeOf(value).level));
  const last = isOdd(latest) ? latest + 1 : latest;
  const { spreads, parts, at, kept } = keeper(share, levels, last);
  const isMadeAgain = madeAgain(share, levels);
  const stages: Stage[] = [];
  // From the last on, since each says what those before it have to leave in memory.
  for (let level = last; level >= 0; level--) {
    if (at(level).size === 0) continue;
    const here = (value: Value, columns?: number): boolean => {
      const place = placeOf(value);
      if (place.isSum) return false;
      if (place.level === level || value.dtype === 'bool') return true;
      return isOdd(level) && isMadeAgain(value) && (place.columns ?? columns) === columns;
    };
    const build = builder(here, kept, isWhole);
    stages.unshift(
      isOdd(level)
        ? { loops: loopsOf(at(level), placeOf, build) }
        : { graph: graphOf(at(level), (value) => build(value)), loops: [] },
    );
  }
  return levels.numbers * shares >= worth.stage * stages.length ? { stages, spreads, parts } : undefined;
}
