import type { FileHandle } from 'node:fs/promises';
import type { BulkBlock } from './block.ts';
import type { BlockWriter } from './blockWriter.ts';

/** RFC 4180 with the names of the columns in the first line; a number in its shortest exact form. */
export function csvWriter(file: FileHandle): BlockWriter {
  let headed = false;
  return {
    async write({ rows, columns }: BulkBlock) {
      const lines: string[] = [];
      if (!headed) lines.push(`${columns.map(({ name }) => field(name)).join(',')}\r\n`);
      headed = true;
      const texts = columns.map(({ type, values }) => (type === 'text' ? values.map(field) : values));
      for (let row = 0; row < rows; row++) lines.push(`${texts.map((values) => values[row]).join(',')}\r\n`);
      if (lines.length > 0) await file.writeFile(lines.join(''));
    },
    end: async () => {},
  };
}

const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
