// A run and a data set go up and come down by both real clients of the Hugging Face hub, JavaScript's (`latentkit push`, `pull`, `--data hf://…`) and
// Python's huggingface_hub, on a server of this machine that speaks the hub's protocol and counts what is asked: equal sha256, one cache for both,
// nothing fetched twice, downloads that go on after a kill, refusals in one line, the token in no output and no file, and the programs of a
// repository's card.
//
//   node scripts/hub-check.mjs [--main apps/cli/dist/main.js]
//
// Needs the packages built and python3 with pip; what it installs is kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './bootstrap/child.mjs';
import { withPython } from './check/python.mjs';
import { root } from './check/tool.mjs';
import { smallMnist } from './pages/runs.mjs';

const { values: flags } = parseArgs({
  options: { main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') } },
});
const main = resolve(flags.main);
const testKit = pathToFileURL(join(root, 'packages', 'test-kit', 'dist', 'node.js')).href;
/** @type {typeof import('../packages/test-kit/src/node.ts')} */
const { fakeHub } = await import(testKit);

const token = `hf_${'secretOfThisCheck'}`;
const hub = await fakeHub({ token });
Object.assign(process.env, {
  HF_ENDPOINT: hub.url,
  HF_TOKEN: token,
  // The fake knows large files as LFS has them.
  HF_HUB_DISABLE_XET: '1',
  HF_HUB_DISABLE_TELEMETRY: '1',
  HF_HUB_DISABLE_PROGRESS_BARS: '1',
});

let [passed, failed] = [0, 0];
let printed = '';

/** @param {string} title @param {boolean} holds @param {string} [detail] */
function report(title, holds, detail = '') {
  holds ? passed++ : failed++;
  console.log(`${holds ? 'ok' : 'FAILED'} ${title}${detail && !holds ? `: ${detail}` : ''}`);
}

/** @param {string} cache @param {Record<string, string>} [more] */
const environment = (cache, more) => ({ ...process.env, HF_HUB_CACHE: cache, ...more });

/** @param {Uint8Array | string} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** sha256 of each file that the hub holds. @param {string} type @param {string} id */
const sums = (type, id) =>
  Object.fromEntries(
    [...(hub.repositories.find(type, id, true)?.commitOf('main')?.files ?? [])].map(([name, { content }]) => [
      name,
      sha256(content),
    ]),
  );

/** Bytes of files that were sent since. */
const fetched = () => hub.asked.reduce((sum, { bytes }) => sum + bytes, 0);
const forget = () => {
  hub.asked.length = 0;
};

/** @param {Record<string, string>} a @param {Record<string, string>} b */
const apart = (a, b) => [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);

/** Every file below. @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

await withPython('hub', ['huggingface_hub', 'onnxruntime', 'numpy'], async ({ folder, python }) => {
  const caches = ['python', 'javascript', 'killed'].map((name) => join(folder, 'caches', name));
  const [ofPython = '', ofJavaScript = '', ofKilled = ''] = caches;

  /** @param {string[]} args @param {{ cache?: string, more?: Record<string, string> }} [where] */
  const latentkit = async (args, { cache = ofJavaScript, more } = {}) => {
    const env = environment(cache, more);
    const ended = await run(process.execPath, [main, ...args], { cwd: folder, env, onLine: () => {} });
    printed += ended.output;
    return ended;
  };
  /** @param {string} title @param {string[]} args @param {{ cache?: string }} [where] */
  const done = async (title, args, where) => {
    const { code, output } = await latentkit(args, where);
    report(title, code === 0, output.trim().split('\n').at(-1));
    return output;
  };
  /** @param {string} title @param {string} wanted @param {string[]} args @param {Record<string, string>} [more] */
  const refused = async (title, wanted, args, more) => {
    const { code, output } = await latentkit(args, { ...(more && { more }) });
    const lines = output.trim().split('\n');
    report(title, code === 2 && lines.length === 1 && output.includes(wanted), output.trim());
  };
  /** @param {string[]} args */
  const py = async (...args) => {
    const { code, output } = await python([join(root, 'scripts', 'hub', 'check.py'), ...args], { onLine: () => {} });
    printed += output;
    if (code !== 0) throw new Error(`check.py ${args[0]} ended with ${code}: ${output.trim().split('\n').at(-1)}`);
    return JSON.parse(output.trim().split('\n').at(-1) ?? '');
  };

  const data = smallMnist(folder, { train: 400, test: 100 });
  const quick = ['--epochs', '1', '--batch-size', '40', '--hidden', '32', '--latent-size', '2'];
  await done('a run is trained', ['train', 'vae', '--data', data, ...quick, '--out', 'run']);

  // JavaScript up, Python down.
  await done('latentkit push', ['push', 'run', 'hf://alice/digits', '--license', 'mit']);
  const held = sums('model', 'alice/digits');
  forget();
  const apartNow = apart(await py('download', 'alice/digits', 'model', ofPython), held);
  report('Python gets what JavaScript pushed, with equal sha256', apartNow.length === 0, apartNow.join());
  report('and fetches it', fetched() > 1e5, String(fetched()));

  // One cache for both.
  forget();
  await done('latentkit pull from the cache that Python filled', ['pull', 'hf://alice/digits', '--out', 'shared'], {
    cache: ofPython,
  });
  report('fetches nothing', fetched() === 0, String(fetched()));
  await done('latentkit pull into an empty cache', ['pull', 'hf://alice/digits', '--out', 'pulled']);
  const pulled = Object.fromEntries(
    filesIn(join(folder, 'pulled')).map((path) => [
      path.slice(join(folder, 'pulled/').length),
      sha256(readFileSync(path)),
    ]),
  );
  report('has equal sha256', apart(pulled, held).length === 0, apart(pulled, held).join());
  forget();
  await py('download', 'alice/digits', 'model', ofJavaScript);
  report('Python fetches nothing of what JavaScript has', fetched() === 0, String(fetched()));
  forget();
  await done('latentkit pull again', ['pull', 'hf://alice/digits', '--out', 'again']);
  report('fetches nothing', fetched() === 0, String(fetched()));

  // Python up, JavaScript down.
  await py('upload', join(folder, 'pulled'), 'alice/copy', 'model');
  await done('latentkit pull of what Python uploaded', ['pull', 'hf://alice/copy', '--out', 'copy']);
  const judge = async (/** @type {string} */ path) =>
    JSON.parse((await latentkit(['evaluate', path, '--data', data, '--split', 'test', '--json'])).output);
  const [first, last] = [await judge('run'), await judge('copy')];
  report('reaches what the run reached', first.perExample === last.perExample, `${last.perExample}`);
  await done('and is trained on', ['resume', 'copy', '--data', data, '--epochs', '2']);
  mkdirSync(join(folder, 'points'));
  const rows = Array.from({ length: 200 }, (_, i) => `${Math.sin(i)},${Math.cos(i)}`);
  writeFileSync(join(folder, 'points', 'points.csv'), `x,y\n${rows.join('\n')}\n`);
  const commit = await py('upload', join(folder, 'points'), 'alice/points', 'dataset');
  await done('a data set that Python uploaded is trained on', [
    ...['train', 'autoencoder', '--data', 'hf://alice/points', '--epochs', '1', '--hidden', '8', '--out', 'on-points'],
  ]);
  const { spec } = JSON.parse(readFileSync(join(folder, 'on-points', 'run.json'), 'utf8'));
  report('the run names its commit', spec.data === `hf://datasets/alice/points@${commit}`, spec.data);

  // A connection that breaks, and a process that is killed.
  const weights = hub.repositories
    .find('model', 'alice/digits', true)
    ?.commitOf('main')
    ?.files.get('model/weights.safetensors');
  const size = weights?.content.length ?? 0;
  forget();
  hub.settings.stallAfter = Math.floor(size / 2);
  const killed = spawn(process.execPath, [main, 'pull', 'hf://alice/digits', '--out', 'killed'], {
    cwd: folder,
    env: environment(ofKilled),
    stdio: 'ignore',
  });
  const over = new Promise((end) => killed.on('close', end));
  for (let waited = 0; hub.settings.stallAfter !== undefined && waited < 30_000; waited += 50) {
    await new Promise((wake) => setTimeout(wake, 50));
  }
  await new Promise((wake) => setTimeout(wake, 500));
  killed.kill('SIGKILL');
  await over;
  hub.settings.breakAfter = 10_000;
  await done('a pull that was killed goes on', ['pull', 'hf://alice/digits', '--out', 'killed'], { cache: ofKilled });
  const files = hub.repositories.find('model', 'alice/digits', true)?.commitOf('main')?.files.values() ?? [];
  const total = [...files].reduce((sum, { content }) => sum + content.length, 0);
  const ranges = hub.asked.filter(
    ({ bytes, range }) => bytes > 0 && range !== undefined && !range.startsWith('bytes=0-'),
  );
  report('by ranges, after what was there', ranges.length >= 2, JSON.stringify(ranges));
  report('and hardly a byte twice', fetched() < 1.3 * total, `${fetched()} of ${total}`);

  // Refusals.
  const pull = ['pull', 'hf://alice/none', '--out', 'none'];
  await refused('404', '404 from the hub', pull);
  await refused('401', '401 from the hub, with the token given', pull, { HF_TOKEN: 'hf_unknown' });
  await refused('no token', 'HF_TOKEN', ['push', 'run', 'hf://alice/digits'], { HF_TOKEN: '', HF_HOME: folder });
  await refused('403', '403 from the hub', ['push', 'run', 'hf://bob/digits']);
  hub.settings.refuse = 409;
  await refused('409', 'another commit came first', ['push', 'run', 'hf://alice/digits']);
  await refused('no hub', 'Check the connection', pull, { HF_ENDPOINT: 'http://127.0.0.1:9' });

  // What the card says.
  const card = readFileSync(join(folder, 'pulled', 'README.md'), 'utf8');
  const program = (/** @type {string} */ language) =>
    new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(card)?.[1] ?? '';
  const { license, library_name, metrics } = await py('card', join(folder, 'pulled', 'README.md'));
  const metadata = [license, library_name, ...metrics].join();
  report("Python reads the card's metadata", metadata.startsWith('mit,latentkit,loss '), metadata);
  writeFileSync(join(folder, 'card.py'), `${program('python')}\nprint(reconstruction.shape)\n`);
  const shown = await python([join(folder, 'card.py')], { onLine: () => {} });
  printed += shown.output;
  report("the card's Python runs", shown.code === 0 && shown.output.includes('(1, 28, 28, 1)'), shown.output);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'apps', 'cli'), join(folder, 'node_modules', 'latentkit'));
  writeFileSync(join(folder, 'card.mjs'), `${program('js')}\nconsole.log(model.latentShape);\n`);
  const inNode = await run(process.execPath, ['card.mjs'], {
    cwd: folder,
    env: environment(ofJavaScript),
    onLine: () => {},
  });
  printed += inNode.output;
  report("the card's JavaScript runs", inNode.code === 0 && inNode.output.includes('[ 2 ]'), inNode.output);

  const telling = filesIn(folder).filter((path) => readFileSync(path).includes(token));
  report('the token is in no file', telling.length === 0, telling.join());
  report('and in no output', !printed.includes(token));
  await hub.close();
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
await hub.close();
