// The site as files for any static host.
//
//   node --import tsx --conditions @latentkit/source src/build.ts [--base /below/] [--out dist]
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expected } from '@latentkit/errors';
import { build } from 'vitepress';
import { writeWorker } from './offline/writeWorker.ts';
import { writeApi } from './pages/api.ts';
import { assemble } from './pages/assemble.ts';
import { namesIn } from './pages/files.ts';
import { writeLlms } from './pages/llms.ts';
import { root, site } from './root.ts';

const { values } = parseArgs({
  options: { base: { type: 'string', default: '/' }, out: { type: 'string', default: join(site, 'dist') } },
});
const base = `/${values.base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
if (!/^\/[\w./-]*$/.test(base)) {
  const todo = 'Give the path below which the host shows the site.';
  throw expected({
    where: '--base',
    expected: 'a path such as /latentkit/',
    received: values.base,
    todo,
    code: 'OPTION',
  });
}
const out = resolve(process.env.INIT_CWD ?? '.', values.out);
const pages = join(site, 'pages');

const written = assemble(pages);
const api = writeApi(pages, namesIn('packages').folders);
await build(site, { base, outDir: out });
writeLlms(pages, [...written, ...api], out);

// The lessons train in the explorer's own page, which needs no run.
cpSync(join(root, 'apps', 'explorer', 'dist', 'site'), join(out, 'explorer'), { recursive: true });
mkdirSync(join(out, 'explorer', 'data'), { recursive: true });
writeFileSync(join(out, 'explorer', 'data', 'index.json'), `${JSON.stringify({ latentkit: '0.0.0', runs: [] })}\n`);
writeWorker(out);
console.log(`The site, ${written.length + api.length} pages below ${base}: ${relative(process.cwd(), out) || '.'}`);
