/** The word that is being typed: what stands after the last space, comma or full stop. */
const typed = /[^\s,.]*$/;

/**
 * Known words that begin as the last word of a text does, unless it is one of them already.
 *
 * `completions('a red ci', ['a', 'circle', 'red'], 8)` is ['circle']
 */
export function completions(text: string, words: readonly string[], most: number): readonly string[] {
  const [last = ''] = typed.exec(text.toLowerCase()) ?? [];
  const fitting = words.filter((word) => word.startsWith(last) && word !== last);
  return last !== '' && words.includes(last) && fitting.length === 0 ? [] : fitting.slice(0, most);
}

/** A text whose last word is replaced by this one, ready for the next. */
export const completed = (text: string, word: string): string => `${text.replace(typed, '')}${word} `;
