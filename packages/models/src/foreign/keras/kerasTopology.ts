import { refused } from './refused.ts';

/** A layer or network as Keras writes it down, of either form. */
type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The topology of a network in the form of Keras 2, which tfjs reads, from that of Keras 3 or 2: `batch_shape` was `batch_input_shape`, a dtype was a name, a tensor
 * between layers was `[layer, node, tensor, arguments]`, and no object told its module.
 *
 * @throws `FILE_FORMAT` for a layer that is called with anything but tensors of other layers
 */
export function kerasTopology(network: Json): Json {
  const { class_name, config } = network;
  if (!isJson(config)) throw refused('a network with a config', typeof config);
  return { class_name, config: configOf(config) };
}

function configOf(config: Json): Json {
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => !dropped.has(key))
      .map(([key, value]) => {
        if (key === 'batch_shape') return ['batch_input_shape', value];
        if (key === 'dtype') return [key, isJson(value) ? (value.config as Json | undefined)?.name : value];
        if (key === 'layers' && Array.isArray(value)) return [key, value.map(layerOf)];
        if (key === 'input_layers' || key === 'output_layers') return [key, several(value)];
        return [key, plain(value)];
      }),
  );
}

/** What tfjs does not know and what changes nothing of what a layer computes. */
const dropped = new Set(['build_input_shape', 'quantization_config', 'lora_rank', 'optional', 'ragged', 'seed']);

function layerOf(layer: unknown): Json {
  if (!isJson(layer) || !isJson(layer.config)) throw refused('a layer with a config', typeof layer);
  const { class_name, config, name = config.name, inbound_nodes } = layer;
  return {
    class_name,
    config: configOf(config),
    name,
    ...(Array.isArray(inbound_nodes) && { inbound_nodes: inbound_nodes.map((node) => nodeOf(node, String(name))) }),
  };
}

/** Initialisers, constraints, layers within layers: `{ class_name, config }` without the rest. */
function plain(value: unknown): unknown {
  if (!isJson(value) || !isJson(value.config)) return value;
  return { class_name: value.class_name, config: configOf(value.config) };
}

/** One tensor of a network is `[layer, 0, 0]` in Keras 3, several are a list. */
const several = (value: unknown) => (Array.isArray(value) && typeof value[0] === 'string' ? [value] : value);

function nodeOf(node: unknown, layer: string): unknown {
  if (!isJson(node)) return node;
  const { args = [] } = node as { args?: unknown[] };
  return args.flat().map((tensor) => {
    const history = isJson(tensor) && isJson(tensor.config) && tensor.config.keras_history;
    if (!Array.isArray(history))
      throw refused(`layer ${layer.slice(0, 60)} called with tensors of other layers`, 'other arguments');
    return [...history, {}];
  });
}
