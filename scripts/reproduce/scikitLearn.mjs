import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPython } from '../check/python.mjs';
import { root } from '../check/tool.mjs';

/** @typedef {{ reached: number, beside: import('./verdict.mjs').Published }} Beside */

const url = 'https://scikit-learn.org/stable/modules/decomposition.html#dictionarylearning';

/**
 * What one of our programs reaches, and scikit-learn on the task that it writes.
 *
 * @param {(task: string) => Promise<{ reached: number }>} ours  given the file for the task
 * @returns {Promise<Beside | undefined>} none where python3 with pip is not there
 */
export async function besideScikitLearn(ours) {
  /** @type {Beside | undefined} */
  let both;
  /** @type {unknown} */
  let failure;
  await withPython('scikit-learn', ['scikit-learn as sklearn'], async ({ folder, python }) => {
    try {
      const { reached } = await ours(join(folder, 'task.json'));
      const { code, output } = await python([join(root, 'scripts', 'reproduce', 'sparse_coding.py'), folder], {
        onLine: () => {},
      });
      if (code !== 0) throw new Error(output);
      const { value, version } = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
      both = { reached, beside: { value, source: `scikit-learn ${version}, on the same patches`, url } };
    } catch (error) {
      failure = error;
    }
    return failure === undefined ? 0 : 1;
  });
  if (failure !== undefined) throw failure;
  return both;
}
