import { contentSecurityPolicy } from '@latentkit/explorer';

/**
 * A report brings its own script and says by itself, in its `<meta>`, that nothing else runs. Here it has no origin, so that a report of somebody
 * else's run reads nothing of this server.
 */
const ofReports =
  "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";

const ofPictures = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** What a file of the page of runs may do. */
export function policyOf(path: string): string {
  if (!path.startsWith('runs/')) return contentSecurityPolicy;
  return path.endsWith('.html') ? ofReports : ofPictures;
}
