import ts from 'typescript';

/** A value as a comment writes it. A number is as exact as its digits: 1.386 stands for 1.3855 to 1.3865, and 5 for 5. */
export type Literal =
  | { readonly number: number; readonly tolerance: number }
  | { readonly exactly: string | boolean | null }
  | { readonly list: readonly Literal[] }
  | { readonly fields: Readonly<Record<string, Literal>> };

/** The value that a text is, if it is nothing else: `[1.386]`, `{ a: 1 }`, `'x'`, `1/255`, `−2`, `60_000`. */
export function literal(text: string): Literal | undefined {
  const plain = text
    .trim()
    .replaceAll('−', '-')
    .replace(/(\d)[ \u202f\u2009](?=\d{3}\b)/g, '$1_');
  const tree = ts.createSourceFile('literal.ts', `(${plain});`, ts.ScriptTarget.Latest, true);
  const [statement] = tree.statements;
  if (tree.statements.length !== 1 || statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  // A parser that recovers from prose would leave some of it out.
  if (!ts.isParenthesizedExpression(expression) || expression.expression.getText() !== plain) return undefined;
  return literalOf(expression.expression);
}

function literalOf(node: ts.Expression): Literal | undefined {
  if (ts.isNumericLiteral(node)) return { number: Number(node.text), tolerance: toleranceOf(node.getText()) };
  if (ts.isStringLiteral(node)) return { exactly: node.text };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { exactly: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { exactly: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { exactly: null };
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = literalOf(node.operand);
    return value && 'number' in value ? { ...value, number: -value.number } : undefined;
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.SlashToken) {
    const [a, b] = [literalOf(node.left), literalOf(node.right)];
    return a && b && 'number' in a && 'number' in b ? { number: a.number / b.number, tolerance: 0 } : undefined;
  }
  if (ts.isArrayLiteralExpression(node)) {
    const list = node.elements.map(literalOf);
    return list.every((item) => item !== undefined) ? { list } : undefined;
  }
  if (ts.isObjectLiteralExpression(node)) return fieldsOf(node);
  return undefined;
}

function fieldsOf(node: ts.ObjectLiteralExpression): Literal | undefined {
  const fields: Record<string, Literal> = {};
  for (const property of node.properties) {
    const value = ts.isPropertyAssignment(property) ? literalOf(property.initializer) : undefined;
    if (value === undefined || property.name === undefined) return undefined;
    fields[property.name.getText().replace(/^['"]|['"]$/g, '')] = value;
  }
  return { fields };
}

/** Half a unit of the last digit; whole numbers are exact. */
function toleranceOf(digits: string): number {
  const [, decimals, exponent] = /^[\d_]*(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(digits) ?? [];
  if (decimals === undefined && exponent === undefined) return 0;
  return 0.5 * 10 ** (Number(exponent ?? 0) - (decimals?.length ?? 0));
}
