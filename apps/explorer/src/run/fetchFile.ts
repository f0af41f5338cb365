import { expected } from '@latentkit/errors';

/**
 * A file of the site, by its path from the page.
 *
 * @throws FILE where the site has none
 */
export async function fetchFile(path: string): Promise<Response> {
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
