import { expect, it } from 'vitest';
import { addressOf, chosenOf, hashOfView, numbersOf, withSettings } from './address.ts';

it('reads view, part and settings', () => {
  const { view, part, settings } = addressOf('learn/digits?run&knob=2');
  expect([view, part, settings.has('run'), settings.get('knob')]).toEqual(['learn', 'digits', true, '2']);
});

it('a view alone has neither', () => {
  const { view, part, settings } = addressOf('plane');
  expect([view, part, settings.size]).toEqual(['plane', '', 0]);
});

it('changes settings and leaves the others', () => {
  expect(withSettings('plane?embed&at=1,2', { at: '3,4', of: 'my run' })).toBe('plane?embed&at=3,4&of=my+run');
  expect(withSettings('plane?at=1,2', { at: undefined })).toBe('plane');
  expect(addressOf(withSettings('plane', { of: 'a&b=c' })).settings.get('of')).toBe('a&b=c');
});

it('keeps the runs and the look from view to view, and nothing of the view before', () => {
  expect(hashOfView('plane?of=vae&embed&at=1,2', 'sliders')).toBe('sliders?of=vae&embed');
});

it('reads numbers, all of them or none', () => {
  expect(numbersOf('1,-0.5', 2)).toEqual([1, -0.5]);
  expect([numbersOf('1', 2), numbersOf('1,x', 2), numbersOf(null, 2)]).toEqual([undefined, undefined, undefined]);
});

it('chooses the runs that the address names, else the first two', () => {
  const chosen = (names: readonly string[], settings = '') => chosenOf(names, new URLSearchParams(settings));
  expect(chosen([])).toEqual([]);
  expect(chosen(['a'])).toEqual(['a']);
  expect(chosen(['a', 'b', 'c'])).toEqual(['a', 'b']);
  expect(chosen(['a', 'b', 'c'], 'of=b')).toEqual(['b', 'a']);
  expect(chosen(['a', 'b', 'c'], 'of=c&beside=b')).toEqual(['c', 'b']);
  expect(chosen(['a', 'b'], 'of=gone')).toEqual(['a', 'b']);
});
