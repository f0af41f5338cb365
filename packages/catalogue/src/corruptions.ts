import { blur, dropoutLines, gaussianNoise, masking, patches, saltAndPepper } from '@latentkit/layers';
import type { CorruptionEntry } from './parts.ts';

export const corruptions = {
  gaussian: { levelIs: 'σ', level: 0.5, of: (standardDeviation) => gaussianNoise({ standardDeviation }) },
  masking: { levelIs: 'the share of numbers set to 0', level: 0.5, of: (probability) => masking({ probability }) },
  'salt-and-pepper': {
    levelIs: 'the share of numbers set to 0 or 1',
    level: 0.3,
    of: (probability) => saltAndPepper({ probability }),
  },
  patches: { levelIs: 'pixels along a side', level: 10, of: (size) => patches({ size }) },
  lines: { levelIs: 'the share of rows set to 0', level: 0.3, of: (probability) => dropoutLines({ probability }) },
  // Its width is drawn from a tenth of the level on.
  blur: {
    levelIs: 'largest width in pixels',
    level: 2,
    of: (most) => blur({ standardDeviation: [most / 10, most] }),
  },
} satisfies Record<string, CorruptionEntry>;
