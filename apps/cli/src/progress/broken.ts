/** A line that is too wide, broken at ` · ` where it can be; what follows is indented. */
export function broken(text: string, columns: number): string {
  const lines: string[] = [];
  for (const part of text.split(' · ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 3 + part.length <= columns) lines[lines.length - 1] = `${last} · ${part}`;
    else lines.push(last === undefined ? part : `  ${part}`);
  }
  return lines.join('\n');
}
