import { posix } from 'node:path';
import ts from 'typescript';

/**
 * What somebody can import: each entry's declarations by name, and those that these name without being exported.
 *
 * @typedef {{ entries: Record<string, Declared>, inside: Declared }} Signatures
 * @typedef {Record<string, string>} Declared  texts by name, all overloads of a function in one
 */

const printer = ts.createPrinter({ removeComments: true });

/**
 * The public signatures of a package, read off its built declaration files, which hold what is reachable and nothing else.
 *
 * @param {Record<string, string>} entries  the file of each import path
 * @param {(path: string) => string} read  the text of a file
 * @returns {Signatures}
 */
export function signaturesOf(entries, read) {
  /** @type {Map<string, ReturnType<typeof parsed>>} */
  const files = new Map();
  const fileAt = (/** @type {string} */ path) => {
    const known = files.get(path) ?? parsed(path, read(path));
    files.set(path, known);
    for (const next of known.imports) if (!files.has(next)) fileAt(next);
    return known;
  };
  const exported = new Set();
  const shown = Object.entries(entries).map(([name, path]) => {
    const own = /** @type {Declared} */ ({});
    for (const [as, { from, local }] of Object.entries(fileAt(path).exports)) {
      const { file, name: declared } = from === undefined ? { file: path, name: local } : resolved(from, local, fileAt);
      const text = file === undefined ? undefined : fileAt(file).declarations[declared];
      if (text !== undefined) exported.add(`${file} ${declared}`);
      const other = declared === as ? '' : `${declared} as `;
      own[as] = text === undefined ? `export { ${other}${as} } from '${from}';` : `${other}${text}`;
    }
    for (const from of fileAt(path).stars) own[`* ${from}`] = `export * from '${from}';`;
    return [name, own];
  });
  const inside = [...files].flatMap(([path, { declarations }]) =>
    Object.entries(declarations).filter(([name]) => !exported.has(`${path} ${name}`)),
  );
  return { entries: Object.fromEntries(shown), inside: Object.fromEntries(inside) };
}

/** Where a name of a file is declared. @param {string} from @param {string} name @param {(path: string) => ReturnType<typeof parsed>} fileAt @returns {{ file: string | undefined, name: string }} */
function resolved(from, name, fileAt) {
  if (!from.endsWith('.d.ts')) return { file: undefined, name };
  const found = fileAt(from).exports[name];
  if (found === undefined) return { file: from, name };
  return found.from === undefined ? { file: from, name: found.local } : resolved(found.from, found.local, fileAt);
}

/** @param {string} path @param {string} text */
function parsed(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const declarations = /** @type {Declared} */ ({});
  const exports = /** @type {Record<string, { from?: string, local: string }>} */ ({});
  const imported = /** @type {Record<string, { from: string, local: string }>} */ ({});
  const stars = /** @type {string[]} */ ([]);
  const imports = new Set(/** @type {string[]} */ ([]));
  const place = (/** @type {ts.Expression | undefined} */ module) => {
    if (!module || !ts.isStringLiteral(module)) return undefined;
    if (!module.text.startsWith('.')) return module.text;
    const file = posix.join(posix.dirname(path), module.text.replace(/\.js$/, '.d.ts'));
    imports.add(file);
    return file;
  };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const from = place(statement.moduleSpecifier);
      const bindings = statement.importClause?.namedBindings;
      if (!from || !bindings || !ts.isNamedImports(bindings)) continue;
      for (const { name, propertyName } of bindings.elements) {
        imported[name.text] = { from, local: (propertyName ?? name).text };
      }
    } else if (ts.isExportDeclaration(statement)) {
      const from = place(statement.moduleSpecifier);
      if (!statement.exportClause && from) stars.push(from);
      if (!statement.exportClause || !ts.isNamedExports(statement.exportClause)) continue;
      for (const { name, propertyName } of statement.exportClause.elements) {
        exports[name.text] = { ...(from && { from }), local: (propertyName ?? name).text };
      }
    } else {
      const name = nameOf(statement);
      const printed = printer.printNode(ts.EmitHint.Unspecified, statement, source).replace(/^(export )?declare /, '');
      declarations[name] = declarations[name] === undefined ? printed : `${declarations[name]}\n${printed}`;
    }
  }
  for (const [as, { from, local }] of Object.entries(exports)) {
    if (from === undefined && imported[local]) exports[as] = imported[local];
  }
  return { declarations, exports, imports, stars };
}

/** @param {ts.Statement} statement */
function nameOf(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations
      .map(({ name }) => /** @type {ts.Identifier} */ (name).text)
      .join(', ');
  }
  return /** @type {{ name?: ts.Identifier }} */ (/** @type {unknown} */ (statement)).name?.text ?? '';
}
