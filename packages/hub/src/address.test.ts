import { expect, it } from 'vitest';
import { hubText, parseHubAddress } from './address.ts';
import { pointerOf } from './cache.ts';

const commit = 'a'.repeat(40);

it.each([
  ['hf://alice/vae', { kind: 'model', repo: 'alice/vae' }],
  ['hf://alice/vae@v1.0', { kind: 'model', repo: 'alice/vae', revision: 'v1.0' }],
  [
    `hf://datasets/a/b-c@${commit}/data/x.parquet`,
    { kind: 'dataset', repo: 'a/b-c', revision: commit, path: 'data/x.parquet' },
  ],
  ['hf://datasets/a/b@refs%2Fpr%2F1', { kind: 'dataset', repo: 'a/b', revision: 'refs/pr/1' }],
])('%s is read, and written the same', (text, address) => {
  expect(parseHubAddress(text)).toEqual(address);
  expect(hubText(parseHubAddress(text))).toBe(text);
});

it('the place decides what an address without a kind is', () => {
  expect(parseHubAddress('hf://a/b', { kind: 'dataset' }).kind).toBe('dataset');
  expect(parseHubAddress('hf://models/a/b', { kind: 'dataset' })).toEqual({ kind: 'model', repo: 'a/b' });
});

it.each([
  'hf://',
  'hf://alice',
  'hf://a/b/../c',
  'hf://../b',
  'hf://a/b@',
  'hf://a/b@x y',
  'hf://a/b@%zz',
  'hf://a/b@%FF',
  'alice/vae',
  'hf://a/b--c',
  'https://a/b',
])('refuses %s', (text) => {
  expect(() => parseHubAddress(text, { where: '--data' })).toThrow(
    /^--data: expected an address such as hf:\/\/owner\/name/,
  );
});

it.each(['../x', 'a/../../x', '/etc/passwd', 'C:/x', 'a\\..\\x', 'a//b', 'a/\0'])(
  'a repository cannot write to %j',
  (path) => {
    const address = parseHubAddress('hf://a/b');
    expect(() => pointerOf('cache', { commit, path, address })).toThrow(
      /^hf:\/\/a\/b: expected files whose names stay within/,
    );
  },
);
