import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** @param {string} folder @param {string} [below] @returns {string[]} every page below it */
export function pagesIn(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(below, entry.name);
    if (entry.isDirectory()) return path === 'explorer' ? [] : pagesIn(folder, path);
    return entry.name.endsWith('.html') ? [path] : [];
  });
}

/**
 * Links of a built site that lead nowhere: to a file that is not there, or to a heading that the page does not have.
 *
 * @param {string} folder
 * @param {string} base  the path below which it is shown
 * @returns {{ links: number, dead: string[] }} one line each, `page → link`
 */
export function deadLinks(folder, base) {
  const pages = pagesIn(folder);
  const texts = new Map(pages.map((page) => [page, readFileSync(join(folder, page), 'utf8')]));
  const idsOf = new Map(
    [...texts].map(([page, text]) => [page, new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]),
  );
  let links = 0;
  const dead = [...texts].flatMap(([page, text]) => {
    const found = [...text.matchAll(/ (?:href|src)="([^"]+)"/g)].map(([, link]) =>
      (link ?? '').replaceAll('&amp;', '&'),
    );
    return found
      .filter((link) => !/^(https?:|mailto:|data:|\/\/)/.test(link))
      .filter((link) => {
        links++;
        const [path = '', hash = ''] = link.split('#');
        const target =
          path === '' ? page : path.startsWith('/') ? inside(path, base) : posix.join(posix.dirname(page), path);
        if (target === undefined) return true;
        const file = target === '' || target.endsWith('/') ? `${target}index.html` : target;
        if (!existsSync(join(folder, file)) || !statSync(join(folder, file)).isFile()) return true;
        const ids = idsOf.get(file);
        return hash !== '' && ids !== undefined && !file.startsWith('explorer/') && !ids.has(decodeURIComponent(hash));
      })
      .map((link) => `${page} → ${link}`);
  });
  return { links, dead };
}

/** @param {string} path @param {string} base */
const inside = (path, base) => (path.startsWith(base) ? path.slice(base.length).split('?')[0] : undefined);
