import type { FullCatalogue } from '@latentkit/catalogue';
import { dataPaths } from '@latentkit/datasets/node';
import { counted } from '@latentkit/errors';
import { Command } from 'commander';

export function datasetsCommand(catalogue: FullCatalogue): Command {
  return new Command('datasets').action(() => {
    for (const [name, { about }] of Object.entries(catalogue.datasets)) {
      const { title, rows, licence, source } = about;
      process.stdout.write(
        `${name.padEnd(18)}${title}; ${rows.train} + ${counted(rows.test, 'example')}; ${licence}; ${source}\n`,
      );
    }
    process.stdout.write(
      `\nOr --data <path> of ${dataPaths};\nor --data <address>#sha256=<digits> of such a file on the web, which is kept in a cache,\nor --data hf://owner/name[@revision][/file] of a data set on the Hugging Face hub.\n`,
    );
  });
}
