// What `export` and `--dump-graph` write, judged by Python: onnx's checker and shape inference, and onnxruntime's results against
// eager tfjs. Needs the packages built and python3 with pip; what it installs is kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { root } from './check/tool.mjs';
import { writeCases } from './onnx/cases.mjs';

const quiet = { cwd: root, onLine: () => {} };

/** The version of python3 if it has pip, such as 3.11. @returns {Promise<string | undefined>} */
async function python() {
  const script = 'import pip, sys; print("%d.%d" % sys.version_info[:2])';
  const { code, output } = await run('python3', ['-c', script], quiet).catch(() => ({ code: 1, output: '' }));
  return code === 0 ? output.trim() : undefined;
}

/** A folder of Python packages, installed once. @param {string} version @returns {Promise<string>} */
async function packages(version) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'latentkit', `onnx-python-${version}`);
  if (existsSync(join(folder, 'onnxruntime')) && existsSync(join(folder, 'onnx'))) return folder;
  rmSync(folder, { recursive: true, force: true });
  const install = ['-m', 'pip', 'install', '--quiet', '--target', folder, 'onnx', 'onnxruntime', 'numpy'];
  const { code, output } = await run('python3', install, quiet);
  if (code === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`pip install ended with ${code}: ${output.trim().split('\n').at(-1)}`);
}

const version = await python();
if (version === undefined) {
  console.log('onnx: python3 with pip is not there');
  console.log('0 passed, 0 failed, 1 skipped');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-onnx-'));
  try {
    const PYTHONPATH = await packages(version);
    await writeCases(folder);
    const check = join(root, 'scripts', 'onnx', 'check.py');
    const { code } = await run('python3', [check, folder], { cwd: folder, env: { ...process.env, PYTHONPATH } });
    process.exitCode = code;
  } catch (error) {
    console.log(`FAILED ${error instanceof Error ? error.message : error}`);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
