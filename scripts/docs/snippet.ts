import { writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withClaims } from './withClaims.ts';
import { root } from './workspace.ts';

/** Code of the documentation as a module, line for line where it stands in its file. */
export interface Snippet {
  /** `packages/core/README.md:14` */
  readonly title: string;
  readonly module: string;
  /** Comments that are checked when it runs. */
  readonly claims: number;
}

const holds = join(dirname(fileURLToPath(import.meta.url)), 'holds.ts');

/**
 * Write a snippet into a project.
 *
 * @param options.scope import statements that stand before it; given for an example of a doc comment, which becomes a function
 */
export function writeSnippet(
  project: string,
  { file, line, code, scope }: { file: string; line: number; code: string; scope?: string },
): Snippet {
  const where = relative(root, file);
  const { code: claimed, claims } = withClaims(code);
  const head = `import { holds } from ${JSON.stringify(holds)};`;
  const padding = '\n'.repeat(line - 1);
  const { imports, rest } = scope === undefined ? { imports: '', rest: claimed } : hoist(claimed);
  const text =
    scope === undefined
      ? `${head}${padding}${rest}`
      : `${head} ${scope} ${imports} export default async function example() {${padding}${rest}\n}\n`;
  const module = join(project, `${where.replaceAll(/[/.]/g, '-')}-${line}.ts`);
  writeFileSync(module, text);
  return { title: `${where}:${line}`, module, claims };
}

/** A function cannot import: statements that do come first, and leave their lines empty. */
function hoist(code: string): { imports: string; rest: string } {
  const imports: string[] = [];
  const rest = code.replace(/^import [^;]*;/gm, (statement) => {
    imports.push(statement.replaceAll('\n', ' '));
    return '\n'.repeat(statement.split('\n').length - 1);
  });
  return { imports: imports.join(' '), rest };
}
