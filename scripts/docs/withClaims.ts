import ts from 'typescript';
import { type Literal, literal } from './literal.ts';

/**
 * Code in which every comment that states a value is a call of `holds`, on the same line:
 *
 *     squaredError(a, b); // [5]          a value
 *     console.log(x, y); // 1.5, [3]      the values printed
 *     const z = encode(y); // [128, 2]    a value or a shape
 *
 * Comments in words, or with a name for a size (`[batch]`), state nothing that can be looked up.
 */
export function withClaims(code: string): { code: string; claims: number } {
  const tree = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.Latest, true);
  const edits: { from: number; to: number; text: string }[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node)) {
      const comment = commentAfter(code, node.end);
      const edit = comment === undefined ? undefined : editOf(node, comment);
      if (edit) edits.push(edit);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  edits.sort((a, b) => b.from - a.from);
  const claimed = edits.reduce((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), code);
  return { code: claimed, claims: edits.length };
}

function editOf(node: ts.ExpressionStatement | ts.VariableStatement, comment: string) {
  const call = (value: string, claim: Literal) =>
    `holds(${value}, ${JSON.stringify(comment)}, ${JSON.stringify(claim)});`;
  if (ts.isVariableStatement(node)) {
    const name = node.declarationList.declarations.at(-1)?.name;
    const claim = claimIn(comment);
    return name && claim && ts.isIdentifier(name)
      ? { from: node.end, to: node.end, text: ` ${call(name.text, claim)}` }
      : undefined;
  }
  const { expression } = node;
  const printed = ts.isCallExpression(expression) ? printedBy(expression) : undefined;
  const claim = printed?.list ? claimIn(comment, (text) => literal(`[${text}]`)) : claimIn(comment);
  return claim && { from: node.getStart(), to: node.end, text: call(printed?.value ?? expression.getText(), claim) };
}

/** What `console.log(a, b)` or `tensor.print()` shows. */
function printedBy(call: ts.CallExpression): { value: string; list: boolean } | undefined {
  if (call.expression.getText() === 'console.log') {
    return { value: `[${call.arguments.map((argument) => argument.getText()).join(', ')}]`, list: true };
  }
  const callee = call.expression;
  const prints = ts.isPropertyAccessExpression(callee) && callee.name.text === 'print' && call.arguments.length === 0;
  return prints ? { value: callee.expression.getText(), list: false } : undefined;
}

/** A comment is a value, or a value among words: `[1.386], which is 2 log 2`, `−ELBO of each example: [0.989, 0.877]`. */
function claimIn(comment: string, read = literal): Literal | undefined {
  const parts = [comment, ...comment.split(/\s=\s|:\s|,\s(?=[a-z])/)].filter((part) => part.trim() !== '');
  return parts.map(read).find((claim) => claim !== undefined);
}

/** The `// …` that follows on the line. */
function commentAfter(code: string, end: number): string | undefined {
  return /^[ \t]*\/\/(.*)/.exec(code.slice(end))?.[1]?.trim();
}
