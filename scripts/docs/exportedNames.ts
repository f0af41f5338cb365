import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** What an entry of a package exports: each name, and the file that declares it or leads to it. */
export function exportedNames(entry: string): Map<string, string> {
  const tree = ts.createSourceFile(entry, readFileSync(entry, 'utf8'), ts.ScriptTarget.Latest, true);
  const names = tree.statements.flatMap((statement): [string, string][] => {
    if (ts.isExportDeclaration(statement)) {
      const from = statement.moduleSpecifier as ts.StringLiteral | undefined;
      const file = from === undefined ? entry : join(dirname(entry), from.text);
      return namesIn(statement.exportClause).map((name) => [name, file]);
    }
    return declaredBy(statement).map((name) => [name, entry]);
  });
  return new Map(names);
}

function namesIn(clause: ts.NamedExportBindings | undefined): string[] {
  if (clause === undefined) return [];
  return ts.isNamespaceExport(clause) ? [clause.name.text] : clause.elements.map(({ name }) => name.text);
}

/** `export function f`, `export const a, b`, `export interface T`, … */
function declaredBy(statement: ts.Statement): string[] {
  const exported = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : false;
  if (!exported) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name));
  }
  const { name } = statement as ts.DeclarationStatement;
  return name === undefined ? [] : [name.text];
}

/** `a`, `{ a, b: c }`, `[a, b]` */
function boundBy(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundBy(element.name)));
}
