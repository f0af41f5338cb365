import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a system's process is started. */
export interface Command {
  readonly file: string;
  /** After the path of the plan comes what is here. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface SystemEntry {
  readonly ours: boolean;
  /** Makes what the system needs, once, and says how to start it. */
  command(options: { threads: number }): Command;
}

/** From `dist/`, where the bundle lies. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join('dist', 'ours', 'ours.js');

const ours = (engine: string): SystemEntry => ({
  ours: true,
  command: () => ({ file: process.execPath, script: join(root, bundle), args: [engine], env: {} }),
});

/** libtensorflow lies in a project of its own, which has its own tfjs-core: the bundle runs from there. */
const tfjsNode: SystemEntry = {
  ours: true,
  command() {
    const project = setup('tfjs-node/setup.sh');
    cpSync(join(root, 'dist'), join(project, 'dist'), { recursive: true });
    return { file: process.execPath, script: join(project, bundle), args: ['tfjs-node'], env: {} };
  },
};

const peer = (
  script: string,
  args: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): SystemEntry => ({
  ours: false,
  command({ threads }) {
    const count = String(threads);
    const env = {
      OMP_NUM_THREADS: count,
      MKL_NUM_THREADS: count,
      TF_CPP_MIN_LOG_LEVEL: '2',
      JAX_PLATFORMS: 'cpu',
      ...more,
    };
    return { file: setup('peers/setup.sh'), script: join(root, 'peers', script), args, env };
  },
});

/** The one table of systems. */
export const systems = {
  compiled: ours('compiled'),
  'tfjs-node': tfjsNode,
  wasm: ours('wasm'),
  cpu: ours('cpu'),
  torch: peer('torch_peer.py', ['eager']),
  'torch-fused': peer('torch_peer.py', ['fused']),
  'torch-compile': peer('torch_peer.py', ['compile']),
  jax: peer('jax_peer.py'),
  'keras-tensorflow': peer('keras_peer.py', [], { KERAS_BACKEND: 'tensorflow' }),
  'keras-jax': peer('keras_peer.py', [], { KERAS_BACKEND: 'jax' }),
  pythae: peer('pythae_peer.py'),
} satisfies Record<string, SystemEntry>;

export type SystemName = keyof typeof systems;

const made = new Map<string, string>();

/** What the set-up script prints: a path. It is run once, and by itself does what is left to do. */
function setup(script: string): string {
  const path =
    made.get(script) ??
    execFileSync('bash', [join(root, script)], { stdio: ['ignore', 'pipe', 'inherit'] })
      .toString()
      .trim();
  made.set(script, path);
  return path;
}
