/** Advance widths of U+0020 to U+007E in thousandths of the font size: those of Arimo, Arial, Helvetica and Liberation Sans alike. */
// biome-ignore format: sixteen to a line, like a code chart
const advances = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
  556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
  667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
  556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/** What a bold line takes more, on average. */
const boldness = 1.07;

/** Width of a line of text in pixels, without a browser: exact for regular ASCII, near for bold and for other scripts. */
export function textWidth(text: string, size: number, bold = false): number {
  let thousandths = 0;
  for (const character of text) thousandths += advance(character.codePointAt(0) as number);
  return ((thousandths * size) / 1000) * (bold ? boldness : 1);
}

function advance(code: number): number {
  if (code < 0x20 || (code >= 0x300 && code < 0x370)) return 0; // combining marks
  return advances[code - 0x20] ?? (code === 0x202f ? 200 : code < 0x2e80 ? 600 : 1000);
}

/** Breaks a text into lines at its spaces; a word longer than a line is cut. */
export function wrap(text: string, size: number, width: number, bold = false): string[] {
  const fits = (line: string) => textWidth(line, size, bold) <= width;
  const lines: string[] = [];
  for (let word of text.split(/\s+/).filter(Boolean)) {
    const joined = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && fits(joined)) {
      lines[lines.length - 1] = joined;
      continue;
    }
    while (!fits(word) && word.length > 1) {
      let cut = word.length - 1;
      while (cut > 1 && !fits(word.slice(0, cut))) cut--;
      lines.push(word.slice(0, cut));
      word = word.slice(cut);
    }
    lines.push(word);
  }
  return lines;
}
