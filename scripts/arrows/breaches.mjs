import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { allowed, leaves, lineLimits } from './allowed.mjs';
import { findCycles } from './cycles.mjs';
import { readWorkspace } from './workspace.mjs';

/** @typedef {import('./workspace.mjs').Member} Member */
/** @typedef {import('./sourceFile.mjs').SourceFile} SourceFile */

/**
 * Every breach of the rules on structure, one line each: `file:line message`.
 *
 * @param {string} root
 * @returns {{ errors: string[], notes: string[], files: number }}
 */
export function findBreaches(root) {
  const members = readWorkspace(root);
  const names = new Set(members.map(({ name }) => name));
  const show = (/** @type {string} */ path) => relative(root, path).split(sep).join('/');
  const files = members.flatMap((member) => member.files);
  const long = files.filter(({ lines, test }) => lines > lineLimits.look && !test);
  const errors = members.flatMap((member) => [
    ...manifestBreaches(member, names, show),
    ...member.files.flatMap((file) => fileBreaches(member, file, names).map((text) => `${show(file.path)}${text}`)),
    ...cyclesOf(member).map((cycle) => `${cycle.map(show).join(' → ')} is a cycle`),
  ]);
  return {
    errors: errors.concat(
      files
        .filter(({ lines }) => lines > lineLimits.stop)
        .map((file) => `${show(file.path)} has ${file.lines} lines, more than ${lineLimits.stop}`),
    ),
    notes: long
      .filter(({ lines }) => lines <= lineLimits.stop)
      .map((file) => `${show(file.path)} has ${file.lines} lines: above ${lineLimits.look}, look again`),
    files: files.length,
  };
}

/** The packages that a member may import, `undefined` for those that may import all. @param {Member} member */
const mayImport = ({ group, name }) =>
  group === 'scripts' || leaves.includes(group) ? undefined : (allowed[name] ?? []);

/** @param {Member} member @param {Set<string>} names @param {(path: string) => string} show */
function manifestBreaches(member, names, show) {
  const may = mayImport(member);
  const file = show(join(member.folder, 'package.json'));
  if (member.group === 'packages' && !allowed[member.name])
    return [`${file} is unknown to scripts/arrows/allowed.mjs: add its arrows`];
  const { dependencies, peerDependencies } = member.manifest;
  return Object.keys({ ...dependencies, ...peerDependencies })
    .filter((name) => names.has(name) && may && !may.includes(name))
    .map((name) => `${file} ${forbidden(member, name)}`);
}

/** @param {Member} member @param {string} name */
const forbidden = (member, name) =>
  `${member.name} depends on ${name}: it may depend on ${mayImport(member)?.join(', ') || 'no package of ours'}`;

/** @param {Member} member @param {SourceFile} file @param {Set<string>} names @returns {string[]} */
function fileBreaches(member, file, names) {
  const breaches = file.imports.flatMap(({ specifier, line }) => {
    const name = /^(@[^/]+\/[^/]+|[^./][^/]*)/.exec(specifier)?.[0] ?? '';
    const rest = specifier.slice(name.length);
    const ours = names.has(name) || name.startsWith('@latentkit/');
    const found = [];
    if (ours && name !== member.name && !arrowExists(member, file, name)) found.push(forbidden(member, name));
    if (ours && /^\/(src|dist)(\/|$)/.test(rest)) found.push(`imports "${specifier}": import what ${name} exports`);
    if (leavesFolder(member, file, specifier))
      found.push(`imports "${specifier}", a file of another package: import its name`);
    return found.map((text) => `:${line} ${text}`);
  });
  if (/^utils?\./.test(basename(file.path))) breaches.push(' is named after nothing: name it after its main export');
  if (member.group === 'packages' && !file.test) {
    breaches.push(...file.randomness.map(({ name, line }) => `:${line} uses ${name}: take a Random instead`));
  }
  return breaches;
}

/** Tests may also use what the package names under devDependencies, but for compile. @param {Member} member @param {SourceFile} file @param {string} name */
function arrowExists(member, file, name) {
  const may = mayImport(member);
  if (!may || may.includes(name)) return true;
  return file.test && name !== '@latentkit/compile' && name in (member.manifest.devDependencies ?? {});
}

/** @param {Member} member @param {SourceFile} file @param {string} specifier */
function leavesFolder(member, file, specifier) {
  if (!specifier.startsWith('.') || basename(file.path).includes('.config.')) return false;
  return relative(member.folder, join(dirname(file.path), specifier)).startsWith('..');
}

/** Cycles of imports, of types alone too. @param {Member} member */
function cyclesOf(member) {
  const graph = new Map(
    member.files.map((file) => [
      file.path,
      file.imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => join(dirname(file.path), specifier))
        .filter((path) => existsSync(path)),
    ]),
  );
  return findCycles(graph);
}
