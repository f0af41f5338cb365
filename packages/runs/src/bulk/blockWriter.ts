import type { BulkBlock } from './block.ts';

/** Writes blocks into an open file. */
export interface BlockWriter {
  write(block: BulkBlock): Promise<void>;
  /** After the last block. */
  end(): Promise<void>;
}
