import { expected } from '@latentkit/errors';
import { tables } from './tables.ts';

/**
 * A page with its tables of results: `<!-- results: steps -->` becomes what was measured.
 *
 * @throws `RESULTS` for a table that is none of `tables`
 */
export function withTables(page: string): string {
  return page.replace(/^<!-- results: ([\w-]+) -->$/gm, (_, name: string) => {
    const make = tables[name];
    if (make) return make();
    const [where, received] = ['results', name];
    const known = Object.keys(tables).join(', ');
    throw expected({ where, expected: `one of ${known}`, received, todo: 'Name one of these.', code: 'RESULTS' });
  });
}
