import type { LayersModel, layers } from '@tensorflow/tfjs-layers';

/** The layers of a model in their order, those of models inside it in the place of these, each once. */
export function leafLayers(model: LayersModel): layers.Layer[] {
  const leaves = model.layers.flatMap((layer) => (isModel(layer) ? leafLayers(layer) : [layer]));
  return [...new Set(leaves)];
}

/** Not instanceof: a model may come from another copy of tfjs-layers. */
function isModel(layer: layers.Layer): layer is LayersModel {
  return Array.isArray((layer as Partial<LayersModel>).layers);
}
