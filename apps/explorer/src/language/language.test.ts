import { describe, expect, it } from 'vitest';
import { type LessonName, lessons } from '../learn/lessons.ts';
import { lessonIn } from './lessonIn.ts';
import { phrases, speaker } from './phrases.ts';

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
const names = Object.keys(lessons) as LessonName[];
/** Words that are the same in both languages. */
const shared = new Set(['pause', 'ellipse', 'triangle', 'image']);

describe.each(Object.entries(phrases))('%s', (key, { en, fr }) => {
  it('is said in both languages, with the same values', () => {
    expect([en.trim(), fr.trim()]).toEqual([en, fr]);
    expect(Math.min(en.length, fr.length)).toBeGreaterThan(0);
    expect(holes(fr)).toEqual(holes(en));
    expect(en === fr).toBe(shared.has(key));
  });
});

describe.each(names)('the lesson %s in French', (name) => {
  const [english, french] = [lessonIn('en', name), lessonIn('fr', name)];

  it('says all that it says in English, in other words', () => {
    for (const key of ['model', 'words', 'caption'] as const) expect(french[key]).not.toBe(english[key]);
    expect(french.challenge === undefined).toBe(english.challenge === undefined);
    if (english.challenge) expect(french.challenge?.words).not.toBe(english.challenge.words);
  });

  it('keeps its numbers and formulas', () => {
    const numbers = (text = '') => text.match(/\d+(\.\d+)?/g)?.filter((number) => number !== '1');
    expect(numbers(french.challenge?.words)).toEqual(numbers(english.challenge?.words));
    expect([french.formula.length, french.knob.values.length]).toEqual([
      english.formula.length,
      english.knob.values.length,
    ]);
    expect(french.knob.usual).toBe(english.knob.usual);
  });
});

it('values of a knob that are words are translated', () => {
  const words = names.flatMap((name) => {
    const values = lessons[name].knob.values as readonly string[];
    return values.flatMap((value, i) => (/[a-z]{3}/.test(value) ? [[value, lessonIn('fr', name).knob.values[i]]] : []));
  });
  expect(words.length).toBeGreaterThan(5);
  expect(words.filter(([english, french]) => english === french)).toEqual([]);
});

it('puts values where the phrase has them', () => {
  expect(speaker('fr')('stepsLeft', { steps: 10 })).toBe('Encore 10 pas.');
  expect(speaker('en')('won', { below: 0.01, steps: 40 })).toBe('Done: below 0.01 after 40 steps.');
});
