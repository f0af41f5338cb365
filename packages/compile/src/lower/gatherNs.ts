import type { Costs } from './costs.ts';

/** What a Gather copies: runs of `width` numbers out of each of `batch` images. */
export interface Gathered {
  readonly numbers: number;
  readonly width: number;
  readonly batch: number;
}

/** ns of a Gather as it is, and of one with the images innermost, whose runs are as long as there are images. */
export const gatherNs = ({ numbers, width, batch }: Gathered, costs: Costs) => ({
  plain: (numbers / width) * costs.gatherRunNs + numbers * costs.gatherNumberNs,
  turned: (numbers / batch) * costs.gatherRunNs + numbers * costs.turnedNumberNs,
});
