/** Survives two copies of this package in one process, where `instanceof` fails. */
const marker = Symbol.for('latentkit.error');

/** What an error tells: `where: expected …, received …. What to do.` */
export interface Report {
  /** The function, flag, file or layer that refused, e.g. `squaredError`. */
  readonly where: string;
  readonly expected: string;
  readonly received: string;
  /** One sentence that says what to do, without its full stop's twin: `Pass both with the same shape.` */
  readonly todo: string;
  /** A stable name for programs, e.g. `SHAPE`, `FILE_FORMAT`, `NOT_FINITE`. */
  readonly code: string;
  readonly cause?: unknown;
}

/** The one error type that LatentKit throws on purpose; its message is a single line. */
export class LatentKitError extends Error {
  override readonly name = 'LatentKitError';
  readonly code: string;
  readonly [marker] = true;

  constructor(message: string, { code, cause }: { code: string; cause?: unknown }) {
    super(message.replace(/\s*\n\s*/g, ' '), cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/**
 * Make the error for a broken expectation.
 *
 * @example
 * const error = expected({ where: 'squaredError', expected: 'shape [8,784]', received: 'shape [8,1]',
 *   todo: 'Pass both with the same shape.', code: 'SHAPE' });
 * error.message; // 'squaredError: expected shape [8,784], received shape [8,1]. Pass both with the same shape.'
 */
export function expected({ where, expected, received, todo, code, cause }: Report): LatentKitError {
  return new LatentKitError(`${where}: expected ${expected}, received ${received}. ${todo}`, { code, cause });
}

/** True for an error of ours, from whichever copy of the package it came. */
export function isLatentKitError(error: unknown): error is LatentKitError {
  return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[marker] === true;
}
