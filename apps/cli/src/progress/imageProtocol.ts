import { Buffer } from 'node:buffer';

/** How a terminal takes a picture: kitty's graphics protocol, or iTerm2's inline images. */
export type ImageProtocol = 'kitty' | 'iterm';

/**
 * By what a terminal says of itself, and none where something stands between that does not pass pictures on (tmux, screen).
 *
 * @see sw.kovidgoyal.net/kitty/graphics-protocol, iterm2.com/documentation-images.html
 */
export function imageProtocolOf(env: NodeJS.ProcessEnv): ImageProtocol | undefined {
  const { TERM = '', TERM_PROGRAM = '' } = env;
  if (env.TMUX || env.STY || /^(tmux|screen)/.test(TERM)) return undefined;
  if (env.KITTY_WINDOW_ID || TERM === 'xterm-kitty' || TERM === 'xterm-ghostty') return 'kitty';
  return ({ ghostty: 'kitty', 'iTerm.app': 'iterm', WezTerm: 'iterm' } as const)[TERM_PROGRAM];
}

/** So many characters wide and tall. */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
}

/** Ours, in kitty: the next picture of the same number takes its place. */
const id = 7121;
/** Of base64, in one of kitty's commands. */
const longest = 4096;

/** What puts a picture at the cursor; where the cursor is afterwards is the terminal's affair. @param png bytes of a PNG file */
export function imageSequence(protocol: ImageProtocol, png: Uint8Array, { columns, rows }: Cells): string {
  const text = Buffer.from(png).toString('base64');
  if (protocol === 'iterm') {
    const keys = `inline=1;size=${png.length};width=${columns};height=${rows};preserveAspectRatio=0`;
    return `\x1b]1337;File=${keys}:${text}\x07`;
  }
  let commands = '';
  for (let at = 0; at < text.length; at += longest) {
    // f=100: a PNG; C=1: the cursor stays; q=2: no answer, which would be read as typed.
    const keys = at === 0 ? `a=T,f=100,i=${id},p=1,c=${columns},r=${rows},C=1,q=2,` : '';
    commands += `\x1b_G${keys}m=${Number(at + longest < text.length)};${text.slice(at, at + longest)}\x1b\\`;
  }
  return commands;
}

/** What takes the picture away; iTerm2's goes with the text that it stands in. */
export function removeSequence(protocol: ImageProtocol): string {
  return protocol === 'kitty' ? `\x1b_Ga=d,d=I,i=${id},q=2\x1b\\` : '';
}

/** Something this many lines above the cursor, which comes back. */
export const above = (lines: number, sequence: string): string => `\x1b7\x1b[${lines}A\r${sequence}\x1b8`;
