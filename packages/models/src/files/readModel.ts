import type { Model } from '@latentkit/core';
import { expected, isLatentKitError, LatentKitError } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Parts } from '../variablesOf.ts';
import type { ModelFiles, Settings } from './modelFiles.ts';
import { damaged, readDescription } from './readDescription.ts';
import { readNetworks } from './readNetworks.ts';
import { assignWeights, readWeights } from './readWeights.ts';

/**
 * A model from its files, bit for bit as it was written.
 *
 * @param options.kind the kind of model that is asked for
 * @param options.parts the networks that it needs
 * @param options.build the model of these networks, which it owns from then on, and of its settings, which it checks; no size among them is
 *   larger than `numbers`, how many the file of weights holds
 * @throws `FILE_FORMAT`: one error that names what is wrong; nothing is left behind
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
    build: (networks: Parts & Record<Part, Parts[string]>, settings: Settings, numbers: number) => M;
  },
): Promise<M> {
  for (const name of ['model.json', 'weights.safetensors'] as const) checkFile(name, files?.[name]);
  const { networks: description, settings } = readDescription(files['model.json'], { kind, parts });
  const { tensors, numbers } = readWeights(files['weights.safetensors']);
  const networks = (await readNetworks(description, { parts, numbers })) as Parts & Record<Part, Parts[string]>;
  const before = new Set(Object.values(tf.engine().registeredVariables));
  try {
    const model = build(networks, settings, numbers);
    assignWeights(tensors, model.variables);
    return model;
  } catch (error) {
    for (const network of Object.values(networks)) network.dispose();
    // What the model made beside its networks, whether it was finished or not.
    tf.dispose(Object.values(tf.engine().registeredVariables).filter((variable) => !before.has(variable)));
    throw asDamage(error);
  }
}

/** Networks and settings that are each sound can be no model together. */
function asDamage(error: unknown): unknown {
  if (!isLatentKitError(error)) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] as string) : String(error);
    return damaged(
      'networks and settings that make a model',
      `some that do not (${reason.slice(0, 160)})`,
      undefined,
      error,
    );
  }
  return error.code === 'FILE_FORMAT'
    ? error
    : new LatentKitError(error.message, { code: 'FILE_FORMAT', cause: error });
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
