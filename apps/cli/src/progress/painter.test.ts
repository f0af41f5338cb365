import { encodePng } from '@latentkit/viz';
import { describe, expect, it } from 'vitest';
import type { View } from './dashboard.ts';
import { above, imageSequence } from './imageProtocol.ts';
import { painter } from './painter.ts';

const pixels = { width: 2, height: 1, channels: 2, data: Uint8Array.of(7, 255, 9, 255) } as const;

const view = (epoch: number, loss: string): View => ({
  lines: [`samples after epoch ${epoch}`, '', '', loss],
  collage: { heading: `samples after epoch ${epoch}`, columns: 8, rows: 2, pixels: () => pixels },
});

function painted(protocol: 'kitty' | 'iterm' | undefined) {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), columns: 80, rows: 24 } as never;
  return { written, screen: painter(stream, protocol) };
}

describe('painter', () => {
  it('puts a picture over the empty lines, three above the cursor, once for as long as it stays', () => {
    const { written, screen } = painted('kitty');
    screen.paint(view(1, 'loss 3'));
    const [text, picture, ...others] = written;
    expect(text).toBe('samples after epoch 1\n\n\nloss 3\n');
    expect(picture).toBe(above(3, imageSequence('kitty', encodePng(pixels), { columns: 8, rows: 2 })));
    expect(others).toEqual([]);
    screen.paint(view(1, 'loss 2'));
    expect(written.filter((text) => text.includes('_G'))).toHaveLength(1);
    screen.paint(view(2, 'loss 1'));
    expect(written.filter((text) => text.includes('_G'))).toHaveLength(2);
  });

  it('puts it again below a line that stays, and takes it away at the end', () => {
    const { written, screen } = painted('kitty');
    screen.paint(view(1, 'loss 3'));
    screen.above('epoch 1/2');
    expect(written.filter((text) => text.includes('a=T'))).toHaveLength(2);
    expect(written.findLastIndex((text) => text.includes('epoch 1/2'))).toBeLessThan(
      written.findLastIndex((text) => text.includes('a=T')),
    );
    screen.done();
    expect(written.some((text) => text === '\x1b_Ga=d,d=I,i=7121,q=2\x1b\\')).toBe(true);
  });

  it('writes iTerm2’s sequence there, and text alone elsewhere', () => {
    const iterm = painted('iterm');
    iterm.screen.paint(view(1, 'loss 3'));
    expect(iterm.written[1]).toBe(above(3, imageSequence('iterm', encodePng(pixels), { columns: 8, rows: 2 })));
    const plain = painted(undefined);
    plain.screen.paint(view(1, 'loss 3'));
    plain.screen.done();
    expect(plain.written.join('')).not.toMatch(/_G|1337/);
  });
});
