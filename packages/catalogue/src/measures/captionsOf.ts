import { type Dataset, type Split, vocabulary } from '@latentkit/datasets';

/** The captions of a split in words, where it has any. */
export function captionsOf({ words }: Pick<Dataset, 'words'>, { text }: Split): string[] | undefined {
  if (!words || !text) return undefined;
  const { decode } = vocabulary(words);
  const [rows, length] = text.shape as [number, number];
  return Array.from({ length: rows }, (_, row) => decode(text.values.subarray(row * length, (row + 1) * length)));
}
