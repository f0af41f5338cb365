import { describe, expect, it } from 'vitest';
import { above, imageProtocolOf, imageSequence, removeSequence } from './imageProtocol.ts';

describe('the way to show a picture', () => {
  it.each([
    [{ TERM: 'xterm-kitty' }, 'kitty'],
    [{ TERM: 'xterm-256color', KITTY_WINDOW_ID: '1' }, 'kitty'],
    [{ TERM: 'xterm-ghostty', TERM_PROGRAM: 'ghostty' }, 'kitty'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, 'iterm'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, 'iterm'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, undefined],
    [{ TERM: 'xterm-256color' }, undefined],
    [{}, undefined],
    [{ TERM: 'tmux-256color', TERM_PROGRAM: 'tmux', KITTY_WINDOW_ID: '1' }, undefined],
    [{ TERM: 'xterm-kitty', TMUX: '/tmp/tmux-0/default,1,0' }, undefined],
    [{ TERM: 'screen.xterm-256color', TERM_PROGRAM: 'iTerm.app' }, undefined],
    [{ TERM: 'xterm-kitty', STY: '1.pts' }, undefined],
  ])('of %j is %s', (env, protocol) => expect(imageProtocolOf(env)).toBe(protocol));
});

describe('a picture, byte for byte', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);

  it('by kitty’s protocol', () => {
    expect(imageSequence('kitty', png, { columns: 8, rows: 4 })).toBe(
      '\x1b_Ga=T,f=100,i=7121,p=1,c=8,r=4,C=1,q=2,m=0;iVBORw==\x1b\\',
    );
    expect(removeSequence('kitty')).toBe('\x1b_Ga=d,d=I,i=7121,q=2\x1b\\');
  });

  it('in parts of at most 4096 where it is longer', () => {
    const long = new Uint8Array(7000).fill(1);
    const commands = imageSequence('kitty', long, { columns: 8, rows: 4 }).split('\x1b\\').slice(0, -1);
    for (const command of commands) expect(command.startsWith('\x1b_G')).toBe(true);
    const parts = commands.map((command) => /^(.*),?m=([01]);(.*)$/.exec(command.slice(3)) as RegExpExecArray);
    expect(parts.map(([, keys, more]) => [keys, more])).toEqual([
      ['a=T,f=100,i=7121,p=1,c=8,r=4,C=1,q=2,', '1'],
      ['', '1'],
      ['', '0'],
    ]);
    for (const [, , , text] of parts) expect(text?.length).toBeLessThanOrEqual(4096);
    expect(Buffer.from(parts.map(([, , , text]) => text).join(''), 'base64')).toEqual(Buffer.from(long));
  });

  it('by iTerm2’s', () => {
    expect(imageSequence('iterm', png, { columns: 8, rows: 4 })).toBe(
      '\x1b]1337;File=inline=1;size=4;width=8;height=4;preserveAspectRatio=0:iVBORw==\x07',
    );
    expect(removeSequence('iterm')).toBe('');
  });

  it('above the cursor, which comes back', () => {
    expect(above(3, 'X')).toBe('\x1b7\x1b[3A\rX\x1b8');
  });
});
