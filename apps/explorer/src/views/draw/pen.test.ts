import { describe, expect, it } from 'vitest';
import { blank, type Drawing, keyed, lifted, movedTo, pressed, undone } from './pen.ts';

const keys = (...names: string[]) =>
  names.reduce<Drawing>((drawing, name) => keyed(drawing, name, false) ?? drawing, blank);

describe('the pen', () => {
  it('draws from where it is pressed to where it is lifted', () => {
    const drawn = lifted(movedTo(pressed(blank, 0.1, 0.2), 0.3, 0.4));
    expect(drawn).toEqual({ strokes: [[0.1, 0.2, 0.3, 0.4]], pen: [0.3, 0.4], down: false });
    expect(movedTo(drawn, 0.9, 0.9).strokes).toBe(drawn.strokes);
  });

  it('is moved by arrow keys and inks after a space, until the next', () => {
    const { strokes, pen, down } = keys('ArrowLeft', ' ', 'ArrowUp', 'ArrowRight', ' ', 'ArrowDown');
    const one = 1 / 28;
    const expected = [0.5 - one, 0.5, 0.5 - one, 0.5 - one, 0.5, 0.5 - one];
    expect(strokes).toHaveLength(1);
    strokes[0]?.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 12);
    });
    expect(pen[1]).toBeCloseTo(0.5, 12);
    expect(down).toBe(false);
  });

  it('stays on the pad', () => {
    expect(keys(...Array.from({ length: 40 }, () => 'ArrowLeft')).pen[0]).toBe(0);
  });

  it('takes back strokes', () => {
    const two = keys(' ', 'ArrowUp', ' ', 'ArrowLeft', ' ', 'ArrowUp', ' ');
    expect(two.strokes).toHaveLength(2);
    expect(keyed(two, 'Backspace', false)?.strokes).toEqual(two.strokes.slice(0, 1));
    expect(keyed(two, 'Delete', false)?.strokes).toEqual([]);
    expect(undone(blank)).toEqual(blank);
  });

  it('leaves other keys alone', () => {
    expect(keyed(blank, 'Tab', false)).toBeUndefined();
  });
});
