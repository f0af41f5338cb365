import { execFile } from 'node:child_process';
import { input } from '../graph/graph.ts';
import { unary } from '../graph/ops.ts';
import { encode } from '../onnx/encode.ts';
import { fileOf } from './installed.ts';

/** What the other process runs: a session on WebGPU, and one line of why it has none. */
const program = `
const { InferenceSession } = require(process.argv[1]);
const options = { executionProviders: ['webgpu'], logSeverityLevel: 4 };
InferenceSession.create(Buffer.from(process.argv[2], 'base64'), options).then(
  () => process.exit(0),
  ({ message }) => { console.log(message); process.exit(1); },
);`;

/** Starting a driver and compiling a shader in software takes seconds. */
const mostMs = 60_000;

let asked: Promise<string | undefined> | undefined;

/**
 * Why ONNX Runtime has no WebGPU adapter here; undefined where it has one. Asked once, in a process of its own, for drivers print what they miss,
 * and some end the process.
 */
export function noAdapter(): Promise<string | undefined> {
  asked ??= ask();
  return asked;
}

function ask(): Promise<string | undefined> {
  const x = input('x', 'float32', [2, 2]);
  const model = Buffer.from(encode({ inputs: [x], outputs: { y: unary('Relu', x) } })).toString('base64');
  const args = ['-e', program, fileOf('onnxruntime-node'), model];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { timeout: mostMs }, (error, stdout) => {
      if (!error) return resolve(undefined);
      const told = /Failed to get a WebGPU adapter: ([^\n]*)/.exec(stdout)?.[1];
      resolve(told?.trim().replace(/\.$/, '') ?? (stdout.split('\n')[0] || 'its driver ended the process'));
    });
  });
}
