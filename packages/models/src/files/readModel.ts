import type { Model } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { Parts } from '../variablesOf.ts';
import type { ModelFiles, Settings } from './modelFiles.ts';
import { readDescription } from './readDescription.ts';
import { readNetworks } from './readNetworks.ts';
import { readWeights } from './readWeights.ts';

/**
 * A model from its files, bit for bit as it was written.
 *
 * @param options.kind the kind of model that is asked for
 * @param options.parts the networks that it needs
 * @param options.build the model of these networks, which it owns from then on, and of its settings, which it checks
 * @throws `FILE_FORMAT` or `WEIGHTS`: one error that names what is wrong; nothing is left behind
 */
export async function readModel<M extends Model, Part extends string>(
  files: ModelFiles,
  {
    kind,
    parts,
    build,
  }: {
    kind: string;
    parts: readonly Part[];
    build: (networks: Parts & Record<Part, Parts[string]>, settings: Settings) => M;
  },
): Promise<M> {
  for (const name of ['model.json', 'weights.safetensors'] as const) checkFile(name, files[name]);
  const { networks: description, settings } = readDescription(files['model.json'], { kind, parts });
  const networks = (await readNetworks(description, parts)) as Parts & Record<Part, Parts[string]>;
  let model: M | undefined;
  try {
    model = build(networks, settings);
    readWeights(files['weights.safetensors'], model.variables);
    return model;
  } catch (error) {
    if (model) model.dispose();
    else for (const network of Object.values(networks)) network.dispose();
    throw error;
  }
}

function checkFile(name: keyof ModelFiles, bytes: Uint8Array | undefined): void {
  if (bytes instanceof Uint8Array) return;
  throw expected({
    where: name,
    expected: 'the bytes of a file',
    received: bytes === undefined ? 'nothing' : typeof bytes,
    todo: 'Give both files of a saved model as Uint8Array.',
    code: 'FILE_FORMAT',
  });
}
