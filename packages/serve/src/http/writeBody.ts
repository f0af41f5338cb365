import { promisify } from 'node:util';
import { constants, deflate, gzip } from 'node:zlib';

const packers = { gzip: promisify(gzip), deflate: promisify(deflate) };

/** Bytes below which packing costs more than it saves. */
const least = 1024;

/** A body as the client accepts it. @param accepted the header Accept-Encoding */
export async function packed(
  body: Uint8Array,
  accepted: string | undefined,
): Promise<{ readonly body: Uint8Array; readonly encoding?: keyof typeof packers }> {
  const encoding = body.length < least ? undefined : chosen(accepted);
  if (!encoding) return { body };
  return { body: await packers[encoding](body, { level: constants.Z_BEST_SPEED }), encoding };
}

function chosen(accepted = ''): keyof typeof packers | undefined {
  const names = accepted.split(',').flatMap((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    return parameters.some((text) => /^q=0(\.0*)?$/.test(text)) ? [] : [name];
  });
  return (['gzip', 'deflate'] as const).find((name) => names.includes(name));
}
