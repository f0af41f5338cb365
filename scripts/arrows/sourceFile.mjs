import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * @typedef {{ specifier: string, line: number, erased: boolean }} Import  erased: types alone, gone at run time
 * @typedef {{ path: string, lines: number, test: boolean, imports: Import[], randomness: { name: string, line: number }[] }} SourceFile
 */

/**
 * What the rules ask about one file: its imports (static, dynamic, re-exports, types) and its hidden randomness.
 *
 * @param {string} path
 * @param {string} text
 * @returns {SourceFile}
 */
export function readSource(path, text = readFileSync(path, 'utf8')) {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  /** @type {Import[]} */
  const imports = [];
  /** @type {SourceFile['randomness']} */
  const randomness = [];
  /** @param {ts.Node} node */
  const lineOf = (node) => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;

  /** @param {ts.Node} node */
  const visit = (node) => {
    const specifier = specifierOf(node);
    if (specifier) imports.push({ specifier: specifier.text, line: lineOf(node), erased: isErased(node) });
    const name = randomCall(node);
    if (name) randomness.push({ name, line: lineOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return { path, lines, test: isTest(path), imports, randomness };
}

/** A test, or what only tests use. @param {string} path */
const isTest = (path) => /\.test\.[cm]?tsx?$|[/\\]testing[/\\]/.test(path);

/** @param {ts.Node} node @returns {ts.StringLiteralLike | undefined} */
function specifierOf(node) {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return ts.isStringLiteralLike(node.moduleSpecifier) ? node.moduleSpecifier : undefined;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return node.argument.literal;
  }
  if (ts.isCallExpression(node) && isLoader(node.expression)) {
    const [first] = node.arguments;
    return first && ts.isStringLiteralLike(first) ? first : undefined;
  }
  return undefined;
}

/** @param {ts.Node} node */
function isErased(node) {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return ts.isImportTypeNode(node) || (ts.isExportDeclaration(node) && node.isTypeOnly);
}

/** `import(…)`, `require(…)`, `require.resolve(…)`. @param {ts.Expression} callee */
const isLoader = (callee) =>
  callee.kind === ts.SyntaxKind.ImportKeyword || /^require(\.resolve)?$/.test(callee.getText());

/** `Math.random`, `tf.randomNormal` and its kin, also when imported by name. @param {ts.Node} node */
function randomCall(node) {
  const random = /^(random[A-Z]\w*|rand|truncatedNormal|multinomial)$/;
  if (ts.isPropertyAccessExpression(node)) {
    const [object, name] = [node.expression.getText(), node.name.text];
    return (object === 'Math' && name === 'random') || (object === 'tf' && random.test(name))
      ? `${object}.${name}`
      : undefined;
  }
  if (ts.isImportSpecifier(node)) {
    const module = node.parent.parent.parent.moduleSpecifier.getText();
    const name = (node.propertyName ?? node.name).text;
    return /@tensorflow\/tfjs/.test(module) && random.test(name) ? `tf.${name}` : undefined;
  }
  return undefined;
}
