import { isLatentKitError } from '@latentkit/errors';
import { describe, expect, it } from 'vitest';
import { parseImages } from './parseImages.ts';

const parse = (text: string) => parseImages(new TextEncoder().encode(text), { file: '0.json', size: 3 });

describe('parseImages', () => {
  it('equals JSON.parse, and leaves empty lists out', () => {
    const text = '{"data":[[0,10,255],[],[7,8,9],[]]}';
    expect(Array.from(parse(text))).toEqual(JSON.parse(text).data.flat());
    expect(parse('{"data":[[]]}')).toHaveLength(0);
  });

  it.each([
    ['', '0: expected "{", received the end of the file'],
    ['{"images":[]}', '2: expected "d", received "i"'],
    ['{"data":[]}', '9: expected "[", received "]"'],
    ['{"data":[[1,2,256]]}', '14: expected a whole number from 0 to 255, received "2"'],
    ['{"data":[[1,-2,3]]}', '12: expected a whole number from 0 to 255, received "-"'],
    ['{"data":[[1,2.5,3]]}', '13: expected 3 numbers, then "]"; number 2 ends here, received "."'],
    ['{"data":[[1,2]]}', '13: expected 3 numbers, then "]"; number 2 ends here, received "]"'],
    ['{"data":[[1,2,3,4]]}', '15: expected 3 numbers, then "]"; number 3 ends here, received ","'],
    ['{"data":[[1,2,', '14: expected a whole number from 0 to 255, received the end of the file'],
    ['{"data":[[1,2,3]', '16: expected "]", received the end of the file'],
    ['{"data":[[1,2,3]]', '17: expected "}", received the end of the file'],
    ['{"data":[[1,2,3]]}\n', '18: expected the end of the file, received "\\n"'],
  ])('refuses %s', (text, line) => {
    expect(() => parse(text)).toThrow(`0.json, byte ${line}. Install the npm package again.`);
  });

  it('refuses every cut and every changed byte with its own error, or reads bytes', () => {
    const text = '{"data":[[0,10,255],[7,8,9]]}';
    for (let at = 0; at < text.length; at++) {
      for (const sign of ['', ',', '0', '9', '[', ']', '}', '"', ' ']) {
        for (const changed of [text.slice(0, at) + sign, text.slice(0, at) + sign + text.slice(at + 1)]) {
          if (changed === text) continue;
          try {
            expect(Array.from(parse(changed))).toEqual(JSON.parse(changed.replace(/\b0+(?=\d)/g, '')).data.flat());
          } catch (error) {
            expect(isLatentKitError(error), changed).toBe(true);
          }
        }
      }
    }
  });
});
