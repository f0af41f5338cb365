/** A picture as a terminal shows it: bytes [height, width, channels 1 or 3]. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly bytes: Uint8Array;
}

/** 24 bits per colour, or the 256 of xterm. */
export type Colors = 24 | 8;

/**
 * A picture in half-blocks, two pixels per character: the upper one is the colour of ▀, the lower one its background.
 *
 * @returns ⌈height / 2⌉ lines of `width` characters, each ending with its colours reset
 */
export function halfBlocks({ height, width, channels, bytes }: Picture, colors: Colors): string[] {
  const at = (x: number, y: number) => {
    const start = (y * width + x) * channels;
    const color = (c: number) => bytes[start + (channels === 3 ? c : 0)] as number;
    return y < height ? colorOf(color(0), color(1), color(2), colors) : undefined;
  };
  return Array.from({ length: Math.ceil(height / 2) }, (_, row) => {
    let [line, before] = ['', ''];
    for (let x = 0; x < width; x++) {
      const [top, bottom] = [at(x, 2 * row), at(x, 2 * row + 1)];
      const style = `\x1b[38;${top}${bottom === undefined ? '' : `;48;${bottom}`}m`;
      // Neighbours often have the same colours: each escape costs more than its character.
      line += style === before ? '▀' : `${style}▀`;
      before = style;
    }
    return `${line}\x1b[0m`;
  });
}

function colorOf(red: number, green: number, blue: number, colors: Colors): string {
  if (colors === 24) return `2;${red};${green};${blue}`;
  return `5;${red === green && green === blue ? greyOf(red) : cubeOf(red, green, blue)}`;
}

/** 24 greys from 232 on, between the cube's black and white. */
function greyOf(value: number): number {
  const step = Math.round((value - 8) / 10);
  return step < 0 ? 16 : step > 23 ? 231 : 232 + step;
}

/** 16 + 36 r + 6 g + b with six steps per channel: 0, 95, 135, … 255. */
function cubeOf(...channels: readonly [number, number, number]): number {
  const [r, g, b] = channels.map((value) => (value < 48 ? 0 : Math.min(5, Math.max(1, Math.round((value - 55) / 40)))));
  return 16 + 36 * (r as number) + 6 * (g as number) + (b as number);
}

/** A picture this many pixels wide, each the mean of those that it stands for. */
export function shrunk({ height, width, channels, bytes }: Picture, wide: number): Picture {
  if (wide >= width) return { height, width, channels, bytes };
  const tall = Math.max(1, Math.round((height * wide) / width));
  const small = new Uint8Array(tall * wide * channels);
  for (let i = 0; i < small.length; i++) {
    const [c, x, y] = [i % channels, Math.floor(i / channels) % wide, Math.floor(i / (channels * wide))];
    const [left, right] = [Math.floor((x * width) / wide), Math.ceil(((x + 1) * width) / wide)];
    const [top, bottom] = [Math.floor((y * height) / tall), Math.ceil(((y + 1) * height) / tall)];
    let sum = 0;
    for (let v = top; v < bottom; v++) {
      for (let u = left; u < right; u++) sum += bytes[(v * width + u) * channels + c] as number;
    }
    small[i] = Math.round(sum / ((right - left) * (bottom - top)));
  }
  return { height: tall, width: wide, channels, bytes: small };
}
