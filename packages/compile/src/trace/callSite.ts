/** Frames that belong to tfjs, to Node, or to this package's own machinery. */
const inner =
  /@tensorflow|tfjs-|node:|node_modules\/\.(?:pnpm|vite)|\/compile\/(?:src|dist)\/(?!.*\.test\.)|<anonymous>\)?$/;

/** The first line of the user's code on the stack, e.g. `encode (model.ts:12:7)`; `an unknown line` where there is none. */
export function callSite(stack: string | undefined = deepStack()): string {
  const frames = (stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  const own = frames.find((line) => !inner.test(line));
  return own === undefined ? 'an unknown line' : own.replace(/^\s*at (async )?/, '').replace(/file:\/\//, '');
}

/** A kernel is called some thirty frames below the user's line, so ten are not enough. */
function deepStack(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const { stack } = new Error();
  Error.stackTraceLimit = limit;
  return stack;
}
