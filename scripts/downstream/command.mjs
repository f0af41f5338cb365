import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { latentkit, outcome } from '../kill/run.mjs';

/**
 * @typedef {(name: string, work: () => Promise<void>) => Promise<void>} Check
 * @typedef {{ project: string, elsewhere: string, check: Check }} Places
 */

/** @param {boolean} ok @param {string} what */
function require(ok, what) {
  if (!ok) throw new Error(what);
}

const spec = ['--data', 'bars', '--epochs', '6', '--engine', 'cpu'];
const long = ['--data', 'bars', '--epochs', '30', '--batch-size', '20', '--save-every', '5steps', '--engine', 'cpu'];

/** @param {string} folder @param {string[]} names */
function requireFiles(folder, names) {
  const missing = names.filter((name) => !existsSync(join(folder, name)));
  require(missing.length === 0, `no ${missing.join(', ')} in ${folder}`);
}

/** The command as a stranger has it, who owns a model, a data set, a cost, a corruption and a figure. @param {Places} places */
export async function commandChecks({ project, elsewhere, check }) {
  const main = join(project, 'node_modules', 'latentkit', 'dist', 'main.js');
  /** @param {string} cwd */
  const by =
    (cwd) =>
    async (/** @type {string[]} */ ...args) => {
      const { code, stdout, stderr } = await latentkit(main, args, { cwd });
      require(code === 0, `latentkit ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
      // What a second tfjs-core says when it loads.
      require(!stderr.includes('Platform node has already been set'), `two copies of tfjs-core: ${args.join(' ')}`);
      return stdout;
    };
  const here = by(project);
  const there = by(elsewhere);
  const run = join(project, 'runs', 'unbroken');

  await check('models and datasets list ours, help shows its flags', async () => {
    require((await here('models')).includes('ring-autoencoder'), 'no ring-autoencoder');
    require((await here('datasets')).includes('bars'), 'no bars');
    const help = await here('train', 'ring-autoencoder', '--help');
    require(['--blocks', '--beta'].every((flag) => help.includes(flag)), help);
  });

  await check('train, kill -9, resume: the bits of the unbroken run', async () => {
    await here('train', 'ring-autoencoder', ...long, '--out', run);
    const killed = join(project, 'runs', 'killed');
    const args = ['train', 'ring-autoencoder', ...long, '--out', killed];
    const { signal } = await latentkit(main, args, {
      cwd: project,
      onText: (child, text) => void (text.includes('epoch 2') && child.kill('SIGKILL')),
    });
    const { status } = JSON.parse(readFileSync(join(killed, 'run.json'), 'utf8'));
    require(signal === 'SIGKILL' && status === 'running', `${signal}, ${status}: it was not killed in the middle`);
    await here('resume', killed);
    require((await outcome(killed)) === (await outcome(run)), 'the outcomes differ');
  });

  await check('report.html holds our figure; report writes it again', async () => {
    const page = join(run, 'report.html');
    const holds = () => readFileSync(page, 'utf8').includes('Codes on their ring');
    require(holds(), 'no ring in report.html');
    requireFiles(join(run, 'figures'), ['ring.svg', 'ring.png', 'ring.csv']);
    rmSync(page);
    await here('report', run);
    require(holds(), 'no ring in the second report.html');
  });

  await check('figure draws ours, sample draws from our prior', async () => {
    await here('figure', 'ring', run, '--examples', '20', '--out', 'ring.svg');
    await here('sample', run, '--sampler', 'prior', '--out', 'samples.png');
    requireFiles(project, ['ring.svg', 'ring.csv', 'samples.png']);
  });

  await check('export and explore take our model', async () => {
    await here('export', run, '--out', 'onnx');
    requireFiles(join(project, 'onnx'), ['encoder.onnx', 'decoder.onnx', 'README.md', 'card.json']);
    await here('explore', run, '--export', 'site');
    requireFiles(join(project, 'site'), ['index.html', 'data']);
    const data = /** @type {string[]} */ (readdirSync(join(project, 'site', 'data'), { recursive: true }));
    require(data.some((name) => name.endsWith('.onnx')), `no network among ${data.join(', ')}`);
  });

  await check('the models of the command take our cost, our corruption and our data set', async () => {
    const small = [...spec, '--hidden', '8'];
    await here('train', 'autoencoder', '--cost', 'pseudo-huber', ...small, '--out', 'runs/cost');
    await here('train', 'denoising-autoencoder', '--corruption', 'contrast', ...small, '--out', 'runs/corruption');
  });

  await check('from another folder, a run asks for its plug-in, and --plugin finds it', async () => {
    const args = ['evaluate', run, '--engine', 'cpu'];
    const { code, stderr } = await latentkit(main, args, { cwd: elsewhere });
    const asks = /expected the plug-in latentkit\.config\.ts 1\.0\.0, which adds ring-autoencoder, received no plug-in/;
    require(code === 2 && asks.test(stderr), `${code}: ${stderr}`);
    await there(...args, '--plugin', '../project/latentkit.config.ts');
    await there(...args, '--plugin', 'latentkit-downstream-example');
  });

  await check(
    'run.json names the installed plug-in with version and sha256, and its run has the same bits',
    async () => {
      const installed = ['--plugin', 'latentkit-downstream-example'];
      await there('train', 'ring-autoencoder', ...installed, ...spec, '--out', 'run');
      const { plugins } = JSON.parse(readFileSync(join(elsewhere, 'run', 'run.json'), 'utf8'));
      const [{ name, version, sha256, adds }] = plugins;
      const named = `${name} ${version}` === 'latentkit-downstream-example 1.0.0' && /^[\da-f]{64}$/.test(sha256);
      require(named && adds.includes('ring-autoencoder'), JSON.stringify(plugins));
      await here('train', 'ring-autoencoder', ...spec, '--out', 'runs/same');
      sameWeights(join(elsewhere, 'run'), join(project, 'runs', 'same'));
    },
  );
}

/** @param {string} a @param {string} b runs */
export function sameWeights(a, b) {
  const [one, other] = [a, b].map((run) => readFileSync(join(run, 'model', 'weights.safetensors')));
  require(one?.equals(/** @type {Buffer} */ (other)) ?? false, `the weights of ${a} and ${b} differ`);
}
