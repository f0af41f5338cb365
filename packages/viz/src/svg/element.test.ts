import { expect, it } from 'vitest';
import { element, escaped } from './element.ts';

it('writes attributes that are there, numbers to hundredths', () => {
  expect(element('path', { d: 'M0 0', x: 1 / 3, y: -0.001, fill: undefined })).toBe('<path d="M0 0" x="0.33" y="0"/>');
  expect(element('g', {}, element('path', {}), 'text')).toBe('<g><path/>text</g>');
});

it('escapes what would be markup and drops what XML cannot hold', () => {
  expect(escaped('<a & "b">')).toBe('&lt;a &amp; &quot;b&quot;&gt;');
  expect(escaped('a\u0000b\ud800c😀')).toBe('a b c😀');
  expect(element('text', { id: '"' })).toBe('<text id="&quot;"/>');
});
