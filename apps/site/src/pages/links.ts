import { posix } from 'node:path';
import { linkTo, pageOf, sourcePageOf } from './place.ts';

/** What a path of the repository is. */
export type Kind = 'page' | 'source' | 'folder' | 'image' | 'missing';

export interface Linked {
  /** The page with its links led to pages. */
  readonly text: string;
  /** Files and folders that it leads to, each of which becomes a page. */
  readonly targets: readonly string[];
}

const outside = /^([a-z]+:|#|\/\/)/;

/**
 * Links between files of the repository as links between pages. Code is left as it is.
 *
 * @param file of the repository, e.g. `docs/architecture.md`
 * @param kindOf what a path of the repository is
 */
export function linked(file: string, text: string, kindOf: (path: string) => Kind): Linked {
  const page = pageOf(file);
  const targets: string[] = [];
  const lead = (target: string): string => {
    if (outside.test(target)) return target;
    const [path = '', hash = ''] = target.split(/(?=#)/);
    const at = posix.join(posix.dirname(file), path).replace(/\/$/, '');
    const kind = kindOf(at);
    if (kind === 'image' || kind === 'missing') return target;
    const readme = `${at}/README.md`;
    if (kind === 'folder' && kindOf(readme) === 'page') {
      targets.push(readme);
      return linkTo(page, pageOf(readme)) + hash;
    }
    targets.push(at);
    return linkTo(page, kind === 'page' ? pageOf(at) : sourcePageOf(at)) + hash;
  };
  const parts = text.split(/(^```[\s\S]*?^```$|`[^`\n]*`)/gm);
  const changed = parts.map((part, i) =>
    i % 2 === 1 ? part : part.replace(/\]\(([^)\s]+)\)/g, (_, target: string) => `](${lead(target)})`),
  );
  // Names of links may hold code: [`Model`](…) was cut in two, and its end stands at the start of a part.
  return { text: changed.join(''), targets };
}
