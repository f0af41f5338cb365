import type { OddCell, SourceColumn } from './sourceTable.ts';

/** More different words than any column of classes. */
export const mostWords = 65_536;

const dateLike = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/;
/** Money, percentages, thousands in groups: numbers as people write them, that nothing here takes for a number. */
const numberLike = /^[$€£]?\s*[+-]?\s*\d[\d.,' ]*\s*[$€£%]?$/;

/** True for text that people mean as a number, and that is not a date. */
export const looksLikeNumber = (text: string) => text.length < 40 && numberLike.test(text) && !dateLike.test(text);

/** Collects a column of words as codes of what is different in it; beyond `mostWords` it is given up. */
export function wordColumn(rows: number) {
  const codes = new Int32Array(rows).fill(-1);
  const known = new Map<string, number>();
  let strange: OddCell | undefined;
  let likeNumbers = 0;
  return {
    add(row: number, text: string) {
      let code = known.get(text);
      if (code === undefined) {
        if (known.size >= mostWords) return;
        code = known.size;
        known.set(text, code);
        if (looksLikeNumber(text)) {
          likeNumbers++;
          strange ??= { row, text };
        }
      }
      codes[row] = code;
    },
    done({ name, odd }: { name: string; odd?: OddCell }): SourceColumn {
      if (known.size >= mostWords) return { name, kind: 'other', what: `${mostWords} different words or more` };
      const cell = odd ?? (likeNumbers * 2 > known.size ? strange : undefined);
      return { name, kind: 'words', codes, words: [...known.keys()], ...(cell && { odd: cell }) };
    },
  };
}
