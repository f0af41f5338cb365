import { type Graph, inOrder, type Value } from './graph.ts';

/**
 * A graph as text, one operation a line: `%3 float32[128,784] = Mul(%1, 0.5)`.
 */
export function listing({ inputs, outputs }: Graph): string {
  const names = new Map<Value, string>();
  const nameOf = (value: Value | undefined): string => {
    if (value === undefined) return '_';
    if (value.source.kind === 'input') return value.source.name;
    if (value.source.kind === 'constant') return constantText(value);
    if (!names.has(value)) names.set(value, `%${names.size}`);
    return names.get(value) as string;
  };
  const lines = inputs.map((value) => `input ${nameOf(value)} ${type(value)}`);
  for (const node of inOrder(Object.values(outputs))) {
    const operands = node.inputs.map(nameOf).join(', ');
    const attributes = Object.entries(node.attributes).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    const results = node.outputs.map((output) => `${nameOf(output)} ${type(output)}`).join(', ');
    lines.push(`${results} = ${node.op}(${[operands, ...attributes].filter((part) => part !== '').join(', ')})`);
  }
  for (const [name, value] of Object.entries(outputs)) lines.push(`output ${name} = ${nameOf(value)}`);
  return `${lines.join('\n')}\n`;
}

const type = ({ dtype, shape }: Value) => `${dtype}[${shape}]`;

function constantText({ shape, dtype, source }: Value): string {
  const values = source.kind === 'constant' ? source.values : [];
  if (values.length > 8) return `constant ${dtype}[${shape}]`;
  return shape.length === 0 ? String(values[0]) : `[${Array.from(values as ArrayLike<unknown>)}]`;
}
