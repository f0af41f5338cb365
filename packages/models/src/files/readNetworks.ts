import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, models } from '@tensorflow/tfjs-layers';
import type { Parts } from '../variablesOf.ts';
import { checkSizes } from './checkSizes.ts';
import type { Description } from './modelFiles.ts';
import { damaged } from './readDescription.ts';

/**
 * Networks from their tfjs-layers JSON, with weights as the layers start them. The caller owns them.
 *
 * @param options.numbers that the file of weights holds
 * @throws `FILE_FORMAT` naming the network; none is left behind
 */
export async function readNetworks(
  networks: Description['networks'],
  { parts, numbers }: { parts: readonly string[]; numbers: number },
): Promise<Parts> {
  const made: Record<string, LayersModel> = {};
  for (const part of parts) checkSizes(networks[part], { at: `networks.${part}`, numbers });
  try {
    for (const part of parts) made[part] = await readNetwork(`networks.${part}`, networks[part] as object);
    return made;
  } catch (error) {
    for (const network of Object.values(made)) network.dispose();
    throw error;
  }
}

/**
 * One network from its tfjs-layers JSON, which sizes were checked of. The caller owns it.
 *
 * @param place of the topology in model.json
 * @throws `FILE_FORMAT` naming the place
 */
export async function readNetwork(place: string, topology: object): Promise<LayersModel> {
  const { reading, made } = startReading(topology);
  try {
    const network = await reading;
    // Some JSON of tfjs makes an object that is not a model.
    if (typeof network?.dispose === 'function') return network;
    throw new TypeError('no model');
  } catch (cause) {
    tf.dispose(made);
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] as string) : String(cause);
    if (/reset_?after/i.test(reason))
      throw damaged(
        `layers that tfjs has at ${place}`,
        'a GRU with reset_after=True, the default of Keras, which tfjs has not',
        'Train the network with keras.layers.GRU(…, reset_after=False): the weights of the other kind do not fit it.',
        cause,
      );
    throw damaged(
      `a tfjs-layers model at ${place}`,
      `JSON that tfjs refuses (${reason.slice(0, 160)})`,
      'Register the classes of custom layers before loading, or write the file again.',
      cause,
    );
  }
}

/**
 * Without weights, `modelFromJSON` does all of its work at once: so the variables of a network that fails half-way can be told, and tensors that
 * it leaves end with a tidy.
 */
function startReading(topology: object): { reading: Promise<LayersModel>; made: tf.Variable[] } {
  const before = new Set(Object.values(tf.engine().registeredVariables));
  const started: Promise<LayersModel>[] = [];
  tf.tidy(() => {
    // Wrapped, so that a topology cannot name files of weights to be fetched.
    started.push(models.modelFromJSON({ modelTopology: topology } as Parameters<typeof models.modelFromJSON>[0]));
  });
  const made = Object.values(tf.engine().registeredVariables).filter((variable) => !before.has(variable));
  return { reading: started[0] as Promise<LayersModel>, made };
}
