import type { DType, Values } from './dtype.ts';

export type Shape = readonly number[];
export type Attribute = number | string | readonly number[] | { readonly float: number };
export type Attributes = Readonly<Record<string, Attribute>>;

/** Where a value comes from. */
export type Source =
  | { readonly kind: 'input'; readonly name: string }
  /** `site` tells the line of the user's code that made it, where that is known. */
  | { readonly kind: 'constant'; readonly values: Values; readonly site?: () => string }
  | { readonly kind: 'node'; readonly node: Node; readonly index: number };

/** One array of the traced step. Identity is the object's: two values are the same only if they are `===`. */
export interface Value {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly source: Source;
}

/** One operation. Its names and attributes are ONNX's. An absent optional operand is undefined. */
export interface Node {
  readonly op: string;
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes: Attributes;
  readonly outputs: readonly Value[];
}

/** What is reachable from the outputs: dead code is what nobody points at. */
export interface Graph {
  readonly inputs: readonly Value[];
  readonly outputs: Readonly<Record<string, Value>>;
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** The name of an input; nothing for other values. */
export const inputName = ({ source }: Value): string => (source.kind === 'input' ? source.name : '');

/** Whether a value is a single float32. */
export const isNumber = ({ dtype, shape }: Value): boolean => dtype === 'float32' && sizeOf(shape) === 1;

export function input(name: string, dtype: DType, shape: Shape): Value {
  return { dtype, shape, source: { kind: 'input', name } };
}

export function constant(dtype: DType, shape: Shape, values: Values, site?: () => string): Value {
  return { dtype, shape, source: site ? { kind: 'constant', values, site } : { kind: 'constant', values } };
}

type Typed = { readonly dtype: DType; readonly shape: Shape };

/** An operation with several results. */
export function nodes(
  op: string,
  inputs: readonly (Value | undefined)[],
  results: readonly Typed[],
  attributes: Attributes = {},
): readonly Value[] {
  const outputs: Value[] = [];
  const node: Node = { op, inputs, attributes, outputs };
  results.forEach(({ dtype, shape }, index) => {
    outputs.push({ dtype, shape, source: { kind: 'node', node, index } });
  });
  return outputs;
}

/** An operation with one result. */
export function node(
  op: string,
  inputs: readonly (Value | undefined)[],
  result: Typed,
  attributes: Attributes = {},
): Value {
  return nodes(op, inputs, [result], attributes)[0] as Value;
}

/** The node that makes a value, if its op is `op` (or any op, if none is named). */
export function producer(value: Value | undefined, op?: string): Node | undefined {
  if (value?.source.kind !== 'node') return undefined;
  return op === undefined || value.source.node.op === op ? value.source.node : undefined;
}

/** The nodes that the outputs need, operands first. Iterative: a recurrent step is thousands of nodes deep. */
export function inOrder(outputs: Iterable<Value>): Node[] {
  const ordered: Node[] = [];
  const state = new Map<Node, 'open' | 'done'>();
  const stack: Node[] = [];
  const visit = (value: Value | undefined) => {
    const made = producer(value);
    if (made && !state.has(made)) stack.push(made);
  };
  for (const output of outputs) {
    visit(output);
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as Node;
      if (state.get(top) === undefined) {
        state.set(top, 'open');
        for (let i = top.inputs.length - 1; i >= 0; i--) visit(top.inputs[i]);
      } else {
        stack.pop();
        if (state.get(top) === 'open') ordered.push(top);
        state.set(top, 'done');
      }
    }
  }
  return ordered;
}
