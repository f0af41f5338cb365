import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { site } from '../root.ts';

/** Kept at the first visit; the runtime of the figures, pictures and sources are kept once they were asked for. */
const atOnce = /\.(html|js|css|woff2)$/;
const later = /^(source|api|explorer)\//;

function filesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(below, entry.name);
    return entry.isDirectory() ? filesIn(folder, path) : [path];
  });
}

/** The service worker of a built site: its version is a hash of what the site holds, so that a new site takes the place of the old one. */
export function writeWorker(out: string): void {
  const all = filesIn(out)
    .filter((path) => path !== 'worker.js')
    .sort();
  const hash = createHash('sha256');
  for (const path of all) hash.update(path).update(readFileSync(join(out, path)));
  const kept = all.filter((path) => atOnce.test(path) && !later.test(path) && !/^assets\/(source|api)_/.test(path));
  const addresses = ['./', ...kept.filter((path) => path !== 'index.html').map((path) => `./${path}`)];
  const text = readFileSync(join(site, 'worker.js'), 'utf8')
    .replace('VERSION', hash.digest('hex').slice(0, 16))
    .replace('const files = [];', `const files = ${JSON.stringify(addresses)};`);
  writeFileSync(join(out, 'worker.js'), text);
}
