import { expected, isLatentKitError } from '@latentkit/errors';

export interface AtStep {
  /** Counted from 1. */
  readonly epoch: number;
  /** Counted from 1. */
  readonly step: number;
  /** Rows of the data in the order of the batch; for a stream, their positions in the epoch, from 0. */
  readonly rows: Int32Array;
}

/** The `cause` of a `NOT_FINITE` error. */
export interface NotFinite extends AtStep {
  /** The term's name, or `gradient of <variable>` where gradients are watched. */
  readonly what: string;
  readonly value: number;
}

const namedRows = 8;

/** @throws `NOT_FINITE` naming the first number that is not finite, the step and the rows of its batch */
export function checkFinite(numbers: readonly (readonly [name: string, value: number])[], at: AtStep): void {
  const broken = numbers.find(([, value]) => !Number.isFinite(value));
  if (!broken) return;
  const [what, value] = broken;
  const { epoch, step, rows } = at;
  const more = rows.length - namedRows;
  const named = `${[...rows.subarray(0, namedRows)].join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  throw expected({
    where: `train, epoch ${epoch}, step ${step}`,
    expected: `a finite ${what}`,
    received: `${value} for the batch of rows ${named}`,
    todo: 'Lower the learning rate, clip the gradients, or check the data for values outside of the domain of the cost.',
    code: 'NOT_FINITE',
    cause: { what, value, epoch, step, rows } satisfies NotFinite,
  });
}

/** What was not finite, if that is what an error says. */
export function notFinite(error: unknown): NotFinite | undefined {
  const cause =
    isLatentKitError(error) && error.code === 'NOT_FINITE' ? (error.cause as NotFinite | undefined) : undefined;
  return cause?.rows instanceof Int32Array ? cause : undefined;
}
