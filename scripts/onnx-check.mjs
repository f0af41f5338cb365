// What `export` and `--dump-graph` write, judged by Python: onnx's checker and shape inference, and onnxruntime's results against
// eager tfjs. Needs the packages built and python3 with pip; what it installs is kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit.
import { join } from 'node:path';
import { withPython } from './check/python.mjs';
import { root } from './check/tool.mjs';
import { writeCases } from './onnx/cases.mjs';

await withPython('onnx', ['onnx', 'onnxruntime', 'numpy'], async ({ folder, python }) => {
  await writeCases(folder);
  return (await python([join(root, 'scripts', 'onnx', 'check.py'), folder])).code;
});
