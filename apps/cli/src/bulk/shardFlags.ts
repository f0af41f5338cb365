import { counted, expected } from '@latentkit/errors';
import type { BulkFormat } from '@latentkit/runs';
import { bulkFormats } from '@latentkit/runs/internal';
import { type Command, Option } from 'commander';
import { queueText } from '../cluster/queuePlace.ts';
import { wholeNumber } from '../commands/runArguments.ts';

/** The flags of a command that can write its rows in parts. */
export interface ShardFlags {
  readonly shards?: string;
  readonly shard?: string;
  readonly format?: BulkFormat;
  readonly queue?: string;
  readonly workers?: string;
}

/** How parts are shared: by the workers of a queue, by processes of this machine, or by both. */
export interface Sharing {
  readonly queue: string | undefined;
  /** Processes of this machine. */
  readonly workers: number | undefined;
}

/** The parts that are asked for: one of them, or all. */
export interface Shards {
  readonly shards: number;
  readonly shard?: number;
  readonly format: BulkFormat;
  /** None where this process writes them. */
  readonly sharing?: Sharing;
}

/** `--shards`, `--shard`, `--format`, `--queue` and `--workers`. */
export function withShards(command: Command): Command {
  return command
    .option(
      '--shards <n>',
      'write the rows as n files, part-00000-of-… in the folder --out; files that exist already are kept',
    )
    .option(
      '--shard <i>',
      'write only this part, counted from 0 (default: JOB_COMPLETION_INDEX, which Kubernetes sets; without it, all parts)',
    )
    .addOption(new Option('--format <name>', 'file format of the parts (default: csv)').choices(bulkFormats))
    .option(
      '--queue <address>',
      'let the workers of a queue write the parts: redis://…, rediss://… or postgres://… (default: LATENTKIT_QUEUE)',
    )
    .option('--workers <n>', 'let n processes of this machine write the parts');
}

/**
 * Flags of parts, apart from the rest.
 *
 * @returns no `parts` for one file
 * @throws FLAG for a part that does not exist, or flags of parts without their number
 */
export function partsOf<Flags extends ShardFlags>(
  { shards, shard, format, queue, workers, ...rest }: Flags,
  env = process.env,
): { readonly parts?: Shards; readonly rest: Omit<Flags, keyof ShardFlags> } {
  if (shards === undefined) {
    const alone = Object.entries({ shard, format, queue, workers }).find(([, value]) => value !== undefined);
    if (alone === undefined) return { rest };
    throw refuse(
      `--${alone[0]}`,
      'it together with --shards',
      'no --shards',
      'Give the number of parts with --shards.',
    );
  }
  const all = { shards: wholeNumber('--shards', shards, { least: 1 }), format: format ?? 'csv' };
  const [flag, text] = shard === undefined ? ['JOB_COMPLETION_INDEX', env.JOB_COMPLETION_INDEX] : ['--shard', shard];
  if (text !== undefined) {
    const index = wholeNumber(flag, text);
    if (index < all.shards) return { parts: { ...all, shard: index }, rest };
    throw refuse(flag, `a whole number from 0 to ${all.shards - 1}`, text, 'Parts are counted from 0.');
  }
  const processes = workers === undefined ? undefined : wholeNumber('--workers', workers);
  const address = queueText(queue, env);
  if (processes === undefined && address === undefined) return { parts: all, rest };
  return { parts: { ...all, sharing: { queue: address, workers: processes } }, rest };
}

/** The folder of the parts. @throws FLAG for the name of a file */
export function folderOf(out: string, { shards }: Shards): string {
  const ending = bulkFormats.find((name) => out.endsWith(`.${name}`));
  if (ending === undefined) return out;
  throw refuse(
    `--out ${out}`,
    `a folder, for ${counted(shards, 'part')}`,
    'the name of a file',
    `Use --format ${ending}.`,
  );
}

/** The error for a flag that does not fit the others. */
export const refuse = (where: string, wanted: string, received: string, todo: string) =>
  expected({ where, expected: wanted, received, todo, code: 'FLAG' });
