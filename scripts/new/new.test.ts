import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../check/tool.mjs';
import { lossFiles } from './loss.mjs';
import { modelFiles } from './model.mjs';
import { namesOf } from './names.mjs';
import { addAfter, addRow, write } from './write.mjs';

describe('names', () => {
  it.each(['denoising-autoencoder', 'denoisingAutoencoder'])('%s is one name in four forms', (typed) => {
    expect(namesOf('pnpm new model', typed)).toEqual({
      name: 'denoisingAutoencoder',
      type: 'DenoisingAutoencoder',
      title: 'denoising autoencoder',
      kebab: 'denoising-autoencoder',
    });
  });

  it.each(['', 'delete', 'Upper', 'snake_case', 'a--b', 'a-', 'two words', '../up', '9th', 'a/b'])(
    'refuses "%s"',
    (typed) => {
      const received = typed === '' ? 'nothing' : `"${typed}"`;
      expect(() => namesOf('pnpm new loss', typed)).toThrow(
        `pnpm new loss: expected a name like hinge-loss or hingeLoss, received ${received}. Use letters and digits.`,
      );
    },
  );
});

describe('a new model and a new loss', () => {
  let copy = '';
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'latentkit-new-'));
    for (const name of ['losses', 'models']) {
      for (const part of ['src', 'README.md']) {
        cpSync(join(root, 'packages', name, part), join(copy, 'packages', name, part), { recursive: true });
      }
    }
  });
  afterAll(() => rmSync(copy, { recursive: true }));
  const read = (path: string) => readFileSync(join(copy, path), 'utf8');

  it('are exported, documented, tested and announced', () => {
    write(copy, lossFiles(namesOf('', 'hinge-loss')));
    write(copy, modelFiles(namesOf('', 'hinge-machine')));
    expect(read('packages/losses/src/index.ts')).toContain("export { hingeLoss } from './hingeLoss.ts';\n");
    expect(read('packages/losses/src/laws.test.ts')).toContain('  hingeLoss: losses.hingeLoss,\n');
    expect(read('packages/losses/README.md')).toMatch(/^\| `hingeLoss\(y, ỹ\)`/m);
    expect(read('packages/models/README.md')).toContain('## Hinge machine');
    expect(read('packages/models/src/hingeMachine/laws.test.ts')).toContain("laws('hinge machine'");
    expect(readdirSync(join(copy, '.changeset')).sort()).toEqual(['loss-hinge-loss.md', 'model-hinge-machine.md']);
  });

  it('leave everything as it was where the name is taken, by a file or by an export of another file', () => {
    const index = read('packages/losses/src/index.ts');
    expect(() => write(copy, lossFiles(namesOf('', 'squared-error')))).toThrow(
      'pnpm new: expected a new name, received one whose packages/losses/src/squaredError.ts exists. Choose another.',
    );
    expect(() => write(copy, lossFiles(namesOf('', 'mean-divergence')))).toThrow(
      'pnpm new: expected a new name, received meanDivergence, which is exported. Choose another.',
    );
    expect(read('packages/losses/src/index.ts')).toBe(index);
    expect(existsSync(join(copy, 'packages/losses/src/meanDivergence.ts'))).toBe(false);
  });
});

describe('lines put into files', () => {
  it('go to the end of the table under a heading', () => {
    const text = '| a |\n\n## Exports\n\ntext\n\n| x |\n|---|\n| y |\n\nmore\n';
    expect(addRow('## Exports', '| z |')(text)).toBe(
      '| a |\n\n## Exports\n\ntext\n\n| x |\n|---|\n| y |\n| z |\n\nmore\n',
    );
    expect(() => addRow('## Other', '| z |')(text)).toThrow('expected a table under "## Other", received none');
  });

  it('go after an anchor', () => {
    expect(addAfter('b', 'c')('a\nb {\nd')).toBe('a\nb {\nc\nd');
    expect(() => addAfter('x', 'c')('a')).toThrow('expected a line that starts with "x", received none');
  });
});
