import { counted, expected } from '@latentkit/errors';

/** Codes that fill only `rank` of their dimensions have no density with respect to all of them. */
export function noDensity(where: string, rank: number, size: number) {
  return expected({
    where: `${where}, logDensity`,
    expected: `codes that vary in all ${counted(size, 'dimension')}`,
    received: `codes that vary in ${rank}`,
    todo: 'Leave out dimensions that are a linear function of others, or use gaussianMixtureSampler({ components: 1 }), which regularises.',
    code: 'SINGULAR',
  });
}
