import { inOrder, producer, type Value } from '../graph/graph.ts';
import { unshaped } from './addends.ts';
import { isOdd, type Levels } from './levels.ts';
import { arraysOf } from './rowOps.ts';
import type { ShareGraph } from './shareGraph.ts';

/**
 * Which values of a loop a later one computes once more rather than read them from memory: those of a single array, such as x − mean, which is
 * read in their place. What is in memory anyway is read.
 */
export function madeAgain(share: ShareGraph, levels: Levels): (value: Value) => boolean {
  const { placeOf, isWhole } = levels;
  const inMemory = readElsewhere(share, levels);
  const sources = new Map<Value, ReadonlySet<Value>>();
  /** The arrays that a value would be made of. */
  const sourcesOf = (value: Value): ReadonlySet<Value> => {
    const bare = unshaped(value);
    const known = sources.get(bare);
    if (known) return known;
    const node = producer(bare);
    const { level, isSum } = placeOf(bare);
    const canBe = node && !isSum && isOdd(level) && !inMemory.has(bare);
    const arrays = canBe ? arraysOf(node).filter((operand) => !isWhole(operand)) : [];
    const found = canBe ? new Set(arrays.flatMap((operand) => [...sourcesOf(operand)])) : new Set([bare]);
    const made = bare.dtype === 'bool' || found.size === 1 ? found : new Set([bare]);
    sources.set(bare, made);
    return made;
  };
  return (value) => sourcesOf(value).size === 1 && !sourcesOf(value).has(unshaped(value));
}

/** Values of loops that ONNX Runtime or the tail reads. */
function readElsewhere({ graph, exchanged }: ShareGraph, { placeOf, isWhole }: Levels): ReadonlySet<Value> {
  const ends = Object.values(graph.outputs);
  const read = inOrder([...exchanged.values(), ...ends]).flatMap((node) => {
    const [result] = node.outputs as readonly [Value];
    return isWhole(result) || isOdd(placeOf(result).level) ? [] : arraysOf(node);
  });
  const ofLoops = (value: Value) => isOdd(placeOf(value).level) && value.dtype !== 'bool';
  return new Set([...read, ...ends].filter(ofLoops).map(unshaped));
}
