import { expected, isLatentKitError, type Report } from '@latentkit/errors';

/** HTTP statuses by the codes of errors: what a request did wrong, and what the server cannot do now. */
const statuses: Readonly<Record<string, number>> = {
  REQUEST: 400,
  TOKEN: 401,
  ORIGIN: 403,
  UNKNOWN: 404,
  METHOD: 405,
  BODY_TIME: 408,
  BODY_SIZE: 413,
  ENCODING: 415,
  HOST: 421,
  OVERLOAD: 503,
  UNFITTED: 503,
  TIMEOUT: 504,
};

/** What makes a request's error: the parts of a sentence, and a code with a status of its own. */
export function refusal(report: Omit<Report, 'code'> & { readonly code?: keyof typeof statuses & string }): Error {
  return expected({ code: 'REQUEST', ...report });
}

/** The status of an error; 400 for what a model refuses to compute, 500 for a fault of ours. */
export function statusOf(error: unknown): number {
  return isLatentKitError(error) ? (statuses[error.code] ?? 400) : 500;
}
