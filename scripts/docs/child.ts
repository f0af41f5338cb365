// The process in which snippets run, one after the other: child.ts module …
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

for (const module of process.argv.slice(2)) {
  process.chdir(dirname(module));
  try {
    const { default: example } = await import(pathToFileURL(module).href);
    if (typeof example === 'function') await example();
    process.send?.({ module });
  } catch (error) {
    process.send?.({ module, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
process.disconnect?.();
