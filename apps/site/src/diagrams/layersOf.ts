import { leafLayers } from '@latentkit/layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** One layer as it is drawn. */
export interface DrawnLayer {
  /** `128 relu`, `14×14×16 relu` */
  readonly label: string;
  /** Numbers that it gives for one example. */
  readonly size: number;
}

const shapeOnly = new Set(['InputLayer', 'Flatten', 'Reshape']);

/** The layers of a network that hold weights, with what each gives. */
export function layersOf(network: LayersModel): DrawnLayer[] {
  const layers: DrawnLayer[] = [];
  for (const layer of leafLayers(network)) {
    const name = layer.getClassName();
    const shape = (layer.outputShape as (number | null)[]).slice(1) as number[];
    const activation = activationOf(layer.getConfig().activation, name);
    if (name === 'Activation' && layers.length > 0) {
      const last = layers.pop() as DrawnLayer;
      layers.push({ ...last, label: `${last.label}${activation}` });
    } else if (!shapeOnly.has(name)) {
      layers.push({ label: `${shape.join('×')}${activation}`, size: shape.reduce((a, b) => a * b, 1) });
    }
  }
  return layers;
}

function activationOf(activation: unknown, name: string): string {
  if (typeof activation === 'string') return activation === 'linear' ? '' : ` ${activation}`;
  return name === 'ReLU' ? ' relu' : '';
}
