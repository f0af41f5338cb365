import { blur, type Corruption, dropoutLines, gaussianNoise, masking, patches, saltAndPepper } from '@latentkit/layers';

/** How a level makes a corruption, and the level of a run that gives none. */
interface CorruptionEntry {
  readonly level: number;
  of(level: number): Corruption;
}

/** What becomes of y, by name; each says what its level is. */
export const corruptions = {
  // σ in the unit of y
  gaussian: { level: 0.5, of: (standardDeviation) => gaussianNoise({ standardDeviation }) },
  // the part of numbers that is 0
  masking: { level: 0.5, of: (probability) => masking({ probability }) },
  // the part of numbers that is 0 or 1
  'salt-and-pepper': { level: 0.3, of: (probability) => saltAndPepper({ probability }) },
  // pixels along a side
  patches: { level: 10, of: (size) => patches({ size }) },
  // the part of rows that is 0
  lines: { level: 0.3, of: (probability) => dropoutLines({ probability }) },
  // the largest width in pixels, drawn from a tenth of it on
  blur: { level: 2, of: (most) => blur({ standardDeviation: [most / 10, most] }) },
} satisfies Record<string, CorruptionEntry>;

export type CorruptionName = keyof typeof corruptions;

export const corruptionNames = Object.keys(corruptions) as [CorruptionName, ...CorruptionName[]];

/** @param level that of the table unless given */
export function corruptionOf(name: CorruptionName, level?: number): Corruption {
  const { of, level: usual }: CorruptionEntry = corruptions[name];
  return of(level ?? usual);
}
