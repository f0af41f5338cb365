// What `export` and `--dump-graph` write, judged by Python: onnx's checker and shape inference, and onnxruntime's results against
// eager tfjs. Needs the packages built and python3 with pip; what it installs is kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { pythonPackages, pythonVersion } from './check/python.mjs';
import { root } from './check/tool.mjs';
import { writeCases } from './onnx/cases.mjs';

const version = await pythonVersion();
if (version === undefined) {
  console.log('onnx: python3 with pip is not there');
  console.log('0 passed, 0 failed, 1 skipped');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-onnx-'));
  try {
    const PYTHONPATH = await pythonPackages(version, 'onnx', ['onnx', 'onnxruntime', 'numpy']);
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
