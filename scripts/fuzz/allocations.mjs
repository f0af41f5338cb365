/** Every array that a program can ask for by length. */
const names = /** @type {const} */ ([
  'ArrayBuffer',
  'Uint8Array',
  'Int8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Array',
]);

/**
 * The same without looking.
 *
 * @template Result
 * @param {() => Result | Promise<Result>} work
 * @returns {Promise<{ bytes: number, result?: Result, error?: unknown }>}
 */
export async function unwatched(work) {
  try {
    return { result: await work(), bytes: 0 };
  } catch (error) {
    return { error, bytes: 0 };
  }
}

/**
 * How many bytes of arrays were asked for by length while something ran, all together: memory that a number in a file can make grow. Views of a buffer
 * count nothing; an empty `Array(n)` counts 8 bytes per element.
 *
 * @template Result
 * @param {() => Result | Promise<Result>} work
 * @returns {Promise<{ bytes: number, result?: Result, error?: unknown }>}
 */
export async function allocations(work) {
  const scope = /** @type {Record<string, any>} */ (globalThis);
  const real = Object.fromEntries(names.map((name) => [name, scope[name]]));
  let bytes = 0;
  for (const name of names) {
    scope[name] = new Proxy(real[name], {
      construct(target, args, newTarget) {
        bytes += sizeOf(name, target.BYTES_PER_ELEMENT ?? (name === 'Array' ? 8 : 1), args);
        return Reflect.construct(target, args, newTarget === scope[name] ? target : newTarget);
      },
    });
  }
  try {
    return { result: await work(), bytes };
  } catch (error) {
    return { error, bytes };
  } finally {
    Object.assign(scope, real);
  }

  /** @param {string} name @param {number} width @param {unknown[]} args */
  function sizeOf(name, width, args) {
    const [first] = args;
    if (name === 'Array') return args.length === 1 && typeof first === 'number' ? width * first : 0;
    if (typeof first === 'number') return width * first;
    if (first instanceof real.ArrayBuffer || first === null || typeof first !== 'object') return 0;
    return width * Number(/** @type {{ length?: number }} */ (first).length ?? 0);
  }
}
