// pnpm new model <name>, pnpm new loss <name>: files that pass pnpm check at once, to be filled with your equation.
import { root, tool } from './check/tool.mjs';
import { lossFiles } from './new/loss.mjs';
import { modelFiles } from './new/model.mjs';
import { namesOf } from './new/names.mjs';
import { write } from './new/write.mjs';

const kinds = { model: modelFiles, loss: lossFiles };

const [kind = '', typed = '', ...more] = process.argv.slice(2);
const make = kinds[/** @type {keyof typeof kinds} */ (kind)];
try {
  if (!make || more.length > 0) {
    throw new Error(
      `pnpm new: expected "model <name>" or "loss <name>", received "${process.argv.slice(2).join(' ')}".`,
    );
  }
  const plan = make(namesOf(`pnpm new ${kind}`, typed));
  const paths = write(root, plan);
  const formatted = await tool('biome', ['check', '--write', ...paths.filter((path) => path.endsWith('.ts'))]);
  if (formatted.code !== 0) throw new Error(formatted.output);
  for (const path of paths) console.log(`  ${path}`);
  console.log(`\n${plan.next}`);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 2;
}
