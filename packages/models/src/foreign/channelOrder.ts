import type { Model } from '@latentkit/core';
import { leafLayers } from '@latentkit/layers';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';

/** The order of numbers of a layer's input and output among those of PyTorch, where it is another: ours[i] = theirs[order[i]]. */
export interface ChannelOrder {
  readonly input?: readonly number[] | undefined;
  readonly output?: readonly number[] | undefined;
}

type Layer = layers.Layer;
type Shape = readonly (number | null)[];

/**
 * A vector that was an image, or becomes one: PyTorch lays [channels, height, width] in a row and tfjs [height, width, channels], so the numbers of layers beside a
 * Flatten or a Reshape stand in another order. By the layer's name in `variables`, e.g. `encoder/2`.
 */
export function channelOrders(model: Model): ReadonlyMap<string, ChannelOrder> {
  const found = new Map<string, ChannelOrder>();
  for (const [part, network] of Object.entries(model)) {
    if (!isNetwork(network)) continue;
    leafLayers(network)
      .filter(({ weights }) => weights.length > 0)
      .forEach((layer, place) => {
        const [input, output] = [imageAround(layer, before), imageAround(layer, after)];
        // What keeps the order of numbers, such as a normalisation, has that of either side.
        const both = layer.getClassName() === 'Dense' ? { input, output } : { output: input ?? output };
        found.set(`${part}/${place}`, both);
      });
  }
  return found;
}

const isNetwork = (value: unknown): value is LayersModel =>
  typeof value === 'object' && value !== null && Array.isArray((value as Partial<LayersModel>).layers);

interface Way {
  /** The layers on that side. */
  readonly next: (layer: Layer) => readonly Layer[];
  /** The shapes of a layer at its near and far side. */
  readonly near: (layer: Layer) => Shape;
  readonly far: (layer: Layer) => Shape;
}

const inputOf = ({ inboundNodes }: Layer) => inboundNodes[0]?.inputTensors[0]?.shape ?? [];
const outputOf = (layer: Layer) => layer.outputShape as Shape;
const before: Way = {
  next: ({ inboundNodes }) => inboundNodes.flatMap(({ inboundLayers }) => inboundLayers),
  near: outputOf,
  far: inputOf,
};
const after: Way = {
  next: ({ outboundNodes }) => outboundNodes.map(({ outboundLayer }) => outboundLayer),
  near: inputOf,
  far: outputOf,
};

/** The order of an image that this layer's vector is of, on one side. */
function imageAround(layer: Layer, way: Way): readonly number[] | undefined {
  const own = way === before ? inputOf(layer) : outputOf(layer);
  for (const next of own?.length === 2 ? way.next(layer) : []) {
    const [near, far] = [way.near(next), way.far(next)];
    if (near?.length !== 2) continue;
    if (far?.length > 2) return orderOf(far.slice(1) as number[]);
    // Another layer of weights between makes other numbers.
    const order = next.getClassName() === 'Dense' ? undefined : imageAround(next, way);
    if (order) return order;
  }
  return undefined;
}

/** Order of [...space, channels] among [channels, ...space]; undefined where both are the same. */
function orderOf(shape: readonly number[]): readonly number[] | undefined {
  const channels = shape.at(-1) as number;
  const space = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  if (channels === 1 || space === 1) return undefined;
  return Array.from({ length: space * channels }, (_, i) => (i % channels) * space + Math.floor(i / channels));
}
