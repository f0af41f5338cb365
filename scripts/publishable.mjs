// Every package, packed as it would be published, is clean for publint and are-the-types-wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from './pack/judges.mjs';
import { packAll } from './pack/tarballs.mjs';

const folder = mkdtempSync(join(tmpdir(), 'latentkit-pack-'));
let failed = 0;
try {
  for (const packed of await packAll(folder)) {
    for (const { check, code, output } of await judge(packed)) {
      if (code === 0) continue;
      failed++;
      console.error(`${packed.manifest.name} ${check}\n${output}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
