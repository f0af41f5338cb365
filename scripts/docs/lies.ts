import { join } from 'node:path';
import { makeProject } from './project.ts';
import { writeSnippet } from './snippet.ts';
import { root } from './workspace.ts';

/** Programs, each with one thing that is not so, for the tests of the tests. @param folder where their project goes */
export function lies(folder: string) {
  makeProject(folder, ['@latentkit/errors']);
  const file = join(root, 'README.md');
  const write = (line: number, code: string) => writeSnippet(folder, { file, line, code }).module;
  const program = `import { expected } from '@latentkit/errors';\nexpected({ code: 'A' } as never).code; // 'A'\n`;
  return {
    none: write(10, program),
    comment: write(20, program.replace("// 'A'", "// 'B'")),
    type: write(30, `import { expected } from '@latentkit/errors';\nexpected(1);\n`),
    install: write(40, `import '@latentkit/core';\n`),
    exit: write(50, `process.exit(3);\n`),
  };
}
