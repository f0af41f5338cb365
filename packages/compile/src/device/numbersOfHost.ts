import type { Input } from '@latentkit/core';
import { inputName } from '../graph/graph.ts';
import { graphName, keyOf, numberOf } from '../graph/names.ts';
import type { Arena, Slot } from '../run/arena.ts';
import { scalarProgram } from '../tail/scalarProgram.ts';
import type { NumbersApart } from './numbersApart.ts';

/** Values of states of one number, by the states' numbers. */
export type Numbers = ReadonlyMap<number, number>;

/** What the host computes of a step on a GPU. */
export interface NumbersOfHost {
  /** Puts `made/k` into their places. @returns the new values of the states */
  run(inputs: Readonly<Record<string, Input>>, states: Numbers): Numbers;
}

/** @param slots of `made/k` */
export function numbersOfHost(
  { made, next }: Omit<NumbersApart, 'graph'>,
  memory: Arena,
  slots: ReadonlyMap<string, Slot>,
): NumbersOfHost {
  let given: Readonly<Record<string, Input>> = {};
  let states: Numbers = new Map();
  const program = scalarProgram([...made, ...next.values()], new Map(), (leaf) => {
    const name = inputName(leaf);
    const key = keyOf('number', name);
    if (key !== undefined) return () => Math.fround(given[key] as number);
    const state = numberOf('state', name) as number;
    return () => states.get(state) as number;
  });
  const places = made.map((value, k) => [value, memory.view(slots.get(graphName('made', k)) as Slot)] as const);
  return {
    run(inputs, before) {
      [given, states] = [inputs, before];
      program.run();
      for (const [value, place] of places) place[0] = program.read(value);
      return new Map([...next].map(([state, value]) => [state, program.read(value)]));
    },
  };
}
