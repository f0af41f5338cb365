import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';

/** A column of classes: numbers from 0, and where they were words, the words in alphabetic order. */
export interface Classes {
  readonly label: Table;
  readonly classes?: readonly string[];
}

const most = 65_536;

/** Collects the class of each row as text; whole numbers from 0 are classes as they stand, words are counted in alphabetic order. */
export function classCodes(rows: number, file: string) {
  const values = new Int32Array(rows);
  const codes = new Map<string, number>();
  return {
    add(row: number, cell: string) {
      const text = cell.trim();
      let code = codes.get(text);
      if (code === undefined) {
        code = codes.size;
        codes.set(text, code);
        if (code >= most) throw tooMany(file);
      }
      values[row] = code;
    },
    done(): Classes {
      const texts = [...codes.keys()];
      const counted = texts.every((text) => /^\d{1,9}$/.test(text));
      const sorted = counted ? undefined : texts.toSorted((a, b) => (a < b ? -1 : 1));
      const meaning = texts.map((text) => sorted?.indexOf(text) ?? Number(text));
      const label = { values: values.map((code) => meaning[code] as number), shape: [rows], scale: 1 };
      return { label, ...(sorted && { classes: sorted }) };
    },
  };
}

const tooMany = (file: string) =>
  expected({
    where: file,
    expected: `at most ${most} classes`,
    received: 'more',
    todo: 'Name the column that holds classes, or none.',
    code: 'FILE_FORMAT',
  });
