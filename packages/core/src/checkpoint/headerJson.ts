/** JSON as a safetensors header holds it: objects keep every key, also one that is there twice. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly entries: readonly (readonly [key: string, value: Json])[];
}

/** Objects and arrays inside each other; as many as Python's safetensors takes. */
const deepest = 127;
const whole = /^(?:0|[1-9]\d*)$/;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Read JSON by the letter of RFC 8259. `JSON.parse` would take 1.0 and 1e0 for 1, lone surrogates for text, any depth, and would
 * hide that a key is there twice.
 *
 * @returns the value; a number that is not written as a whole one is NaN
 * @throws `SyntaxError` with the position of what is wrong
 */
export function headerJson(text: string): Json {
  let at = 0;
  const fail = (want: string) => new SyntaxError(`${want} at character ${at}`);
  const skip = () => {
    while (' \n\r\t'.includes(text[at] ?? '.')) at++;
  };
  const take = (symbol: string) => {
    skip();
    if (text[at] !== symbol) return false;
    at++;
    return true;
  };
  const need = (symbol: string) => {
    if (!take(symbol)) throw fail(symbol);
  };

  function readString(): string {
    need('"');
    const start = at - 1;
    for (; text[at] !== '"'; at++) {
      if (text[at] === undefined) throw fail('the end of a string');
      if (text[at] === '\\') at++;
    }
    at++;
    // Escapes and control characters are JSON.parse's to judge.
    const value = JSON.parse(text.slice(start, at)) as string;
    if (/\p{Surrogate}/u.test(value)) throw fail('whole characters');
    return value;
  }

  function readWord(): Json {
    const start = at;
    while (/[-+.\w]/.test(text[at] ?? ' ')) at++;
    const word = text.slice(start, at);
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    if (!number.test(word) || !Number.isFinite(Number(word))) throw fail('a value');
    return whole.test(word) ? Number(word) : Number.NaN;
  }

  function readValue(depth: number): Json {
    skip();
    if (text[at] === '"') return readString();
    if (depth > deepest && /[[{]/.test(text[at] ?? '')) throw fail(`at most ${deepest} levels`);
    if (take('[')) return readList(']', () => readValue(depth + 1));
    if (!take('{')) return readWord();
    return {
      entries: readList('}', () => {
        const key = readString();
        need(':');
        return [key, readValue(depth + 1)] as const;
      }),
    };
  }

  function readList<T>(end: string, readItem: () => T): T[] {
    const items: T[] = [];
    if (take(end)) return items;
    do items.push(readItem());
    while (take(','));
    need(end);
    return items;
  }

  const value = readValue(1);
  skip();
  if (at < text.length) throw fail('the end');
  return value;
}
