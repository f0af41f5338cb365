import { tool } from '../check/tool.mjs';
import { entries, hasCommonJs } from './tarballs.mjs';

/**
 * publint and are-the-types-wrong on one tarball.
 *
 * @param {import('./tarballs.mjs').Packed} packed
 * @returns {Promise<{ check: string, code: number, output: string, seconds: number }[]>}
 */
export async function judge({ tarball, manifest }) {
  const lint = await tool('publint', ['run', tarball, '--strict']);
  const results = [{ check: 'publint', ...lint }];
  if (entries(manifest).length > 0) {
    results.push({
      check: 'are-the-types-wrong',
      ...(await tool('attw', [
        tarball,
        ...['--format', 'ascii', '--no-color', '--profile', hasCommonJs(manifest) ? 'strict' : 'esm-only'],
      ])),
    });
  }
  return results;
}
