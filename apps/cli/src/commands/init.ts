import { existsSync } from 'node:fs';
import type { FullCatalogue } from '@latentkit/catalogue';
import { expected } from '@latentkit/errors';
import { Command } from 'commander';
import { askConfig, configText } from '../spec/askConfig.ts';
import { writeOut } from './writeOut.ts';

/** `latentkit init [file]` */
export function initCommand(catalogue: FullCatalogue): Command {
  return new Command('init').argument('[file]', 'YAML file to write', 'latentkit.yaml').action(async (file: string) => {
    if (!process.stdin.isTTY || !process.stdout.isTTY) {
      throw expected({
        where: 'init',
        expected: 'a terminal',
        received: 'a pipe or a file',
        todo: 'Write the config by hand, one key per line, such as `model: vae`; see `latentkit train vae --help`.',
        code: 'FLAG',
      });
    }
    if (existsSync(file)) {
      throw expected({
        where: `init ${file}`,
        expected: 'a new file',
        received: 'one that is there',
        todo: 'Name another, or remove it.',
        code: 'FLAG',
      });
    }
    const { terminalAsk } = await import('./terminalAsk.ts');
    const config = await askConfig(terminalAsk(), catalogue);
    if (config === undefined) {
      process.exitCode = 130;
      return;
    }
    await writeOut(file, configText(config), 'file');
    process.stdout.write(`train with: latentkit train --config ${file}\n`);
  });
}
