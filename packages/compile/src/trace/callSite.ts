/** Frames that belong to tfjs, to Node, or to this package's own machinery. */
const inner =
  /@tensorflow|tfjs-|node:|node_modules\/\.(?:pnpm|vite)|\/compile\/(?:src|dist)\/(?!.*\.test\.)|<anonymous>\)?$/;

/** A layer of tfjs that calls an operation. */
const layer = /at (?:async )?(\w+)\.call \(.*tfjs-layers/;

/**
 * The first line of the user's code on the stack, e.g. `encode (model.ts:12:7)`; `an unknown line` where there is none. With the layer of
 * tfjs that the operation belongs to: `…, in the layer Dropout`.
 */
export function callSite(stack: string | undefined = deepError().stack): string {
  const frames = (stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  const own = frames.find((line) => !inner.test(line));
  const line = own === undefined ? 'an unknown line' : own.replace(/^\s*at (async )?/, '').replace(/file:\/\//, '');
  const inside = layer.exec(frames.slice(0, own === undefined ? undefined : frames.indexOf(own)).join('\n'))?.[1];
  return inside === undefined ? line : `${line}, in the layer ${inside}`;
}

/** The same of here and now, told when it is asked for: a step makes hundreds of constants, and a stack as text takes a millisecond. */
export function siteLater(): () => string {
  const here = deepError();
  return () => callSite(here.stack);
}

/** A kernel is called some thirty frames below the user's line, so ten are not enough. */
function deepError(): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const error = new Error();
  Error.stackTraceLimit = limit;
  return error;
}
