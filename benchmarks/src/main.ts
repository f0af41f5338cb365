import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLatentKitError } from '@latentkit/errors';
import { bench } from './bench.ts';
import { help, readOptions } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'latentkit-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// So that the handler above is run.
process.on('SIGINT', () => process.exit(130));
try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(help);
  else process.exitCode = (await bench(options, folder)) ? 0 : 1;
} catch (error) {
  if (!isLatentKitError(error)) throw error;
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}
