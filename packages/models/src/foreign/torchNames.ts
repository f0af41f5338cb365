import { expected } from '@latentkit/errors';

/**
 * Where the numbers of variables are in a `state_dict`: a layer of ours, such as `encoder/0`, by its module, such as `encoder.0`; or a variable by its tensor. A
 * list is several that stand side by side here, such as the two heads of a posterior, mean first.
 */
export type TorchNames = Readonly<Record<string, string | readonly string[]>>;

/** What PyTorch calls the weights of a layer, by our names. */
const weightNames: ReadonlyMap<string, string> = new Map([
  ['kernel', 'weight'],
  ['bias', 'bias'],
  ['gamma', 'weight'],
  ['beta', 'bias'],
  ['moving_mean', 'running_mean'],
  ['moving_variance', 'running_var'],
  ['embeddings', 'weight'],
]);

/**
 * The tensors that make each variable.
 *
 * @param stored the names in the file
 * @param names as given; without them each part of the model is one `nn.Sequential` of its name, whose modules with weights are taken in their order
 * @throws `NAMES` for a variable without a tensor, and for a name that no variable needs
 */
export function torchNames(
  variables: readonly string[],
  stored: readonly string[],
  { names, where }: { names: TorchNames | undefined; where: string },
): ReadonlyMap<string, readonly string[]> {
  const table = names ?? sequentialNames(variables, stored);
  const used = new Set<string>();
  const listed = new Set(stored);
  const found = new Map<string, readonly string[]>();
  for (const variable of variables) {
    const [layer, leaf] = [variable.slice(0, variable.lastIndexOf('/')), variable.split('/').at(-1) as string];
    const key = Object.hasOwn(table, variable) ? variable : layer;
    const modules = Object.hasOwn(table, key) ? [table[key] as string | readonly string[]].flat() : [];
    const ending = key === variable ? '' : `.${weightNames.get(leaf)}`;
    used.add(key);
    const sources = modules.map((one) => `${one}${ending}`);
    if (sources.length === 0 || (ending !== '' && !weightNames.has(leaf)))
      throw wrong(
        where,
        `the name of a tensor for ${variable}`,
        'none',
        `Name "${layer}" or "${variable}" in the table.`,
      );
    const missing = sources.find((source) => !listed.has(source));
    if (missing !== undefined)
      throw wrong(
        where,
        `a tensor ${missing} for ${variable}`,
        `${stored.slice(0, 12).join(', ')}${stored.length > 12 ? ', …' : ''}`,
      );
    found.set(variable, sources);
  }
  const extra = Object.keys(table).find((key) => !used.has(key));
  if (extra !== undefined) throw wrong(where, `names of ${variables.join(', ')}`, extra);
  return found;
}

/** `encoder/k` is the k-th module with weights of `encoder`. */
function sequentialNames(variables: readonly string[], stored: readonly string[]): TorchNames {
  const inOrder = new Intl.Collator('en', { numeric: true });
  const layers = [...new Set(variables.map((name) => name.slice(0, name.lastIndexOf('/'))))];
  const modules = [...new Set(stored.map((name) => name.slice(0, name.lastIndexOf('.'))))].sort(inOrder.compare);
  return Object.fromEntries(
    layers.flatMap((layer) => {
      const [, part, place] = /^(.+)\/(\d+)$/.exec(layer) ?? [];
      const module = modules.filter((name) => name.startsWith(`${part}.`))[Number(place)];
      return module === undefined ? [] : [[layer, module]];
    }),
  );
}

const wrong = (where: string, want: string, got: string, todo = 'Write a table of names, ours to those of the file.') =>
  expected({ where, expected: want, received: got, todo, code: 'NAMES' });
