import { expected } from '@latentkit/errors';
import { embedded } from './embedded.ts';

/**
 * A file of the site, by its path from the page, or one that the page holds.
 *
 * @throws FILE where the site has none
 */
export async function fetchFile(path: string): Promise<Response> {
  const held = await embedded(path);
  if (held) return new Response(held);
  const response = await fetch(new URL(path, document.baseURI));
  if (response.ok) return response;
  throw expected({
    where: path,
    expected: 'a file of this site',
    received: `status ${response.status}`,
    todo: 'Write the site again with latentkit explore --export.',
    code: 'FILE',
  });
}
