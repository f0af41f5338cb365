import type { Dataset, Split } from '../dataset.ts';
import { type HoldOut, holdOut } from '../rows/holdOut.ts';
import { readImages } from './readImages.ts';
import { type ImageFile, type ImageOptions, survey } from './survey.ts';

/** Images of a split, and what is known of each. */
export type ImageRows = Pick<Split, 'label' | 'target' | 'text'> & { readonly files: readonly ImageFile[] };

/** Read the images of one or two splits in one form; without a test split, rows are held out. */
export async function imageSplits({
  train,
  test,
  image,
  held,
}: {
  train: ImageRows;
  test?: ImageRows;
  image: ImageOptions;
  held: HoldOut;
}): Promise<{ splits: Pick<Dataset, 'train' | 'test' | 'rows'>; notes: string[] }> {
  const { form, notes } = await survey(train.files, image);
  const read = async ({ files, ...known }: ImageRows): Promise<Split> => ({
    y: await readImages(files, form),
    ...known,
  });
  const first = await read(train);
  return { splits: test ? { train: first, test: await read(test) } : holdOut(first, held), notes };
}
