import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docExamples } from './docExamples.ts';
import { exportedNames } from './exportedNames.ts';
import { makeProject } from './project.ts';
import { type Snippet, writeSnippet } from './snippet.ts';
import { dependencies, entries, type Member } from './workspace.ts';

/** An example of a doc comment as a module. */
export interface ExampleModule extends Snippet {
  readonly member: Member;
  /** False for what only a page can run. */
  readonly runs: boolean;
}

/**
 * Every example of a package's doc comments. An example sees what its package exports from `.` and from the entry that it documents, what
 * `testing/examples.preamble.ts` exports, and what it imports itself; nothing else.
 *
 * @param folder where their project goes
 */
export function exampleModules(member: Member, folder: string): ExampleModule[] {
  const project = join(folder, member.manifest.name.replace('@', '').replace('/', '-'));
  makeProject(project, [...dependencies(member), member.manifest.name]);
  const packageEntries = [...entries(member)].map(([path, file]) => {
    const specifier = `${member.manifest.name}${path.slice(1)}`;
    return { path, specifier, file, names: exportedNames(file) };
  });
  const preamble = join(member.folder, 'testing', 'examples.preamble.ts');
  const given = existsSync(preamble) ? [{ specifier: preamble, names: exportedNames(preamble) }] : [];
  return sources(join(member.folder, 'src')).flatMap((file) => {
    const documented = packageEntries.filter(({ names }) => [...names.values()].includes(file));
    const main = packageEntries.filter(({ path }) => path === '.');
    const seen = [...new Set([...main, ...documented]), ...given];
    return docExamples(file, readFileSync(file, 'utf8')).map(({ code, line }) => ({
      ...writeSnippet(project, { file, line, code, scope: seen.map((one) => importOf(one, code)).join(' ') }),
      member,
      runs: !documented.some(({ path }) => path === './browser'),
    }));
  });
}

/** Import those names that the code mentions; the preamble always, for what it does. */
function importOf({ specifier, names }: { specifier: string; names: Map<string, string> }, code: string): string {
  const words = new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  const used = [...names.keys()].filter((name) => words.has(name));
  const from = JSON.stringify(specifier);
  return `import ${from};${used.length === 0 ? '' : ` import { ${used.join(', ')} } from ${from};`}`;
}

function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sources(path);
      return /(?<!\.test)\.ts$/.test(entry.name) ? [path] : [];
    });
}
