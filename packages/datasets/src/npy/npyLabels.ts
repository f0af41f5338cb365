import { labelTable, wordLabels } from '../arrays/labelColumn.ts';
import type { SourceTable } from '../tabular/sourceTable.ts';
import { numberReader } from './elementReader.ts';
import { npyWords } from './npyWords.ts';
import { checkedHeader, parseNpy } from './parseNpy.ts';

/** Classes or targets in a .npy file: words, or numbers in float64, so that int64 beyond int32 stay apart too. */
export function npyLabels(bytes: Uint8Array, rows: number, file: string): SourceTable | undefined {
  const words = npyWords(bytes, file);
  if (words) return wordLabels(words, rows, file);
  const { header, count } = checkedHeader(bytes, file);
  // One-hot arrays in Fortran order are rare: they take the way that turns them.
  if (header.fortranOrder && header.shape.length > 1) return labelTable(parseNpy(bytes, { file }), rows, file);
  const read = numberReader(bytes, header);
  const values = Float64Array.from({ length: count }, (_, i) => read(i));
  return labelTable({ values, shape: header.shape }, rows, file);
}
