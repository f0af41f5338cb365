/** What the inputs and outputs of a step's graph are, and how ONNX knows them: this word, then a name of the step's or a number of ours. */
const words = {
  /** Inputs: a number, an array, a table with its row numbers, random numbers, a state, a number that the host computes. */
  number: 'in/',
  array: 'array/',
  table: 'table/',
  rows: 'rows/',
  draw: 'draw/',
  state: 'state/',
  made: 'made/',
  /** Between the parts of a step that is cut at its sums: an array, or addends of a sum. */
  part: 'part/',
  /** Outputs: a result of the step, the next value of a state, an array that the tail starts from, results that are single numbers. */
  out: 'out/',
  next: 'next/',
  edge: 'edge/',
  singles: 'singles/',
} as const;

export type Kind = keyof typeof words;
/** Kinds that are counted. */
export type Counted = 'draw' | 'state' | 'made' | 'part' | 'next' | 'edge';
export type GraphName<K extends Kind = Kind> = `${(typeof words)[K]}${string}`;

/** `graphName('state', 3)` is state/3. */
export const graphName = <K extends Kind>(kind: K, key: K extends Counted ? number : string): GraphName<K> =>
  `${words[kind]}${key}` as GraphName<K>;

/** What stands behind the word, if it is of this kind. */
export const keyOf = (kind: Kind, name: string): string | undefined =>
  name.startsWith(words[kind]) ? name.slice(words[kind].length) : undefined;

/** The same as a number. */
export function numberOf(kind: Counted, name: string): number | undefined {
  const key = keyOf(kind, name);
  return key === undefined ? undefined : Number(key);
}

export const isOf = (name: string, ...kinds: readonly Kind[]): boolean =>
  kinds.some((kind) => name.startsWith(words[kind]));
