import { gather, type Table } from '@latentkit/core';
import { rowSize } from '@latentkit/core/internal';
import { floatBytes } from '../index.ts';

/** What large observations may take: fewer of them are in a site. */
const mostBytes = 16e6;

/** The first observations as a site holds them: bytes as they are, and what makes numbers of them; else float32. */
export function imagesOf(
  y: Table,
  most: number,
): { bytes: Uint8Array; stored: 'u8' | 'f32'; scale: number; count: number } {
  const bytesEach = rowSize(y) * (y.values instanceof Uint8Array ? 1 : 4);
  const count = Math.min(most, y.shape[0] as number, Math.max(1, Math.floor(mostBytes / bytesEach)));
  if (y.values instanceof Uint8Array) {
    const bytes = y.values.subarray(0, count * rowSize(y));
    return { bytes, stored: 'u8', scale: y.scale, count };
  }
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  return { bytes: floatBytes(gather({ table: y, rows })), stored: 'f32', scale: 1, count };
}
