/** What the commands do on many rows. */
export type BulkCommand = 'encode' | 'reconstruct' | 'score' | 'sample';

/** What a command was asked to do, without where it is written. */
export interface Asked {
  readonly command: BulkCommand;
  readonly run: string;
  readonly flags: Readonly<Record<string, unknown>>;
}
