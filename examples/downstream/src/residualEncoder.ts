import { type Initializer, initialize } from '@latentkit/layers';
import { input, type LayersModel, layers, model } from '@tensorflow/tfjs-layers';

/**
 * A new encoder: h ← h + W₂ relu(W₁ h), a few times, then a linear code. Any LayersModel with one input and one output will do;
 * `initialize` gives it a seed.
 *
 * @returns [batch, …inputShape] → [batch, latentSize]
 * @see He and others 2016, residual blocks
 */
export function residualEncoder({
  inputShape,
  width,
  blocks,
  latentSize,
  initializer,
  seed,
}: {
  inputShape: readonly number[];
  width: number;
  blocks: number;
  latentSize: number;
  initializer?: Initializer;
  seed?: number;
}): LayersModel {
  const y = input({ shape: [...inputShape] });
  const size = inputShape.reduce((product, length) => product * length, 1);
  let h = layers.reshape({ targetShape: [size] }).apply(y) as typeof y;
  for (let i = 0; i < blocks; i++) {
    const inner = layers.dense({ units: width, activation: 'relu' }).apply(h);
    const outer = layers.dense({ units: size }).apply(inner);
    h = layers.add().apply([h, outer as typeof h]) as typeof h;
  }
  const code = layers.dense({ units: latentSize }).apply(h);
  const encoder = model({ inputs: y, outputs: code as typeof h });
  initialize([encoder], { initializer, seed });
  return encoder;
}
