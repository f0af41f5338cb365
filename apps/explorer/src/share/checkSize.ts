import { expected } from '@latentkit/errors';

/** Of networks, codes and observations together; beyond it a page opens slowly, and mail refuses it. */
const mostBytes = 32e6;

/** @throws SITE for a run that is too large for one page */
export function checkSize(path: string, bytes: number): void {
  if (bytes <= mostBytes) return;
  throw expected({
    where: `run ${path}`,
    expected: `networks, codes and images of ${mostBytes / 1e6} MB at most in one page`,
    received: `${(bytes / 1e6).toFixed(1)} MB`,
    todo: `Write a site for any host instead: latentkit explore ${path} --export site.`,
    code: 'SITE',
  });
}
