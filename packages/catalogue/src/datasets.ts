import {
  circles,
  ellipse,
  gaussianMixture,
  type Loader,
  moons,
  type Synthetic,
  scenes,
  spiral,
  sprites,
} from '@latentkit/datasets';
import { emoji, fashionMnist, mnist, mnistCaptions } from '@latentkit/datasets/node';
import type { DatasetEntry } from '@latentkit/runs';

const entry = (load: Loader | Synthetic): DatasetEntry => ({ about: load.about, load: () => load() });

export const datasets = {
  mnist: entry(mnist),
  'fashion-mnist': entry(fashionMnist),
  'mnist-captions': entry(mnistCaptions),
  emoji: entry(emoji),
  spiral: entry(spiral),
  ellipse: entry(ellipse),
  moons: entry(moons),
  circles: entry(circles),
  'gaussian-mixture': entry(gaussianMixture),
  sprites: entry(sprites),
  scenes: entry(scenes),
} satisfies Record<string, DatasetEntry>;
