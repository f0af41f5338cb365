import ts from 'typescript';

/** An `@example` of a doc comment. */
export interface DocExample {
  readonly code: string;
  /** Of the first line of code, counted from 1: the line of `@example` itself. */
  readonly line: number;
}

/** Every `@example` of a source file, in its order. */
export function docExamples(file: string, text: string): DocExample[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const tags = new Set<ts.JSDocTag>();
  const visit = (node: ts.Node) => {
    for (const tag of ts.getJSDocTags(node)) if (tag.tagName.text === 'example') tags.add(tag);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...tags]
    .map((tag) => ({
      code: withoutStars(text.slice(tag.tagName.end, tag.end)),
      line: tree.getLineAndCharacterOfPosition(tag.getStart()).line + 1,
    }))
    .sort((a, b) => a.line - b.line);
}

/** The text of a doc comment as it was before it became one. */
function withoutStars(comment: string): string {
  return comment.replace(/^[ \t]*\*(\/| ?)/gm, '').trimEnd();
}
