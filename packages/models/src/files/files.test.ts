import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { counterRandom, type Model } from '@latentkit/core';
import { isLatentKitError } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyKind, type KindUnderTest } from '../../testing/everyKind.ts';
import type { ModelFiles } from '../index.ts';

beforeAll(() => tf.setBackend('cpu'));

const encode = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
const decode = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));
const bits = ({ variables }: Model) =>
  Object.entries(variables).map(([name, variable]) => [name, variable.trainable, [...variable.dataSync()]]);

/** What each kind wrote before it was written by `modelKind`. */
const before: Record<string, { 'model.json': object; 'weights.safetensors': string }> = JSON.parse(
  readFileSync(new URL('../../testdata/savedModels.json', import.meta.url), 'utf8'),
);

it('every kind has a file of old', () => {
  for (const name of Object.keys(before)) expect(Object.keys(everyKind)).toContain(name);
});

describe.each(Object.entries(before))('%s of old', (name, files) => {
  const { make, save, load } = everyKind[name as keyof typeof everyKind];
  const bytes: ModelFiles = {
    'model.json': encode(files['model.json']),
    'weights.safetensors': Uint8Array.from(Buffer.from(files['weights.safetensors'], 'base64')),
  };

  it('loads as it was, and the same model gives the same bytes today', async () => {
    const [model, copy] = [make(), await load(bytes)];
    expect(bits(copy)).toEqual(bits(model));
    expect(await save(copy)).toEqual(bytes);
    model.dispose();
    copy.dispose();
  });
});

/** Rejects with FILE_FORMAT, or gives a model; leaves nothing behind. */
async function expectRefusalOrModel(load: KindUnderTest['load'], files: ModelFiles, what: string): Promise<boolean> {
  const { numTensors, numBytes } = tf.memory();
  const outcome = await load(files).catch((error: unknown) => error as Error);
  const refused = outcome instanceof Error;
  if (refused) expect(isLatentKitError(outcome) && outcome.code, `${what}: ${outcome}`).toBe('FILE_FORMAT');
  else outcome.dispose();
  expect({ numTensors: tf.memory().numTensors, numBytes: tf.memory().numBytes }, what).toEqual({
    numTensors,
    numBytes,
  });
  return refused;
}

/** Places of a JSON value, as paths. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

/** A JSON value with another, or nothing, at a place. */
function changed(value: unknown, path: readonly (string | number)[], other: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  const inner = changed(copy[key], rest, other);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

const hostile: unknown[] = [undefined, null, -1, 1e9, 'x', [], {}, [null], { class_name: 'Dense' }];

describe.each(Object.entries(everyKind))('damage to the files of %s', (_, { make, save, load }) => {
  it('in model.json is refused as FILE_FORMAT wherever it makes no model, and leaves nothing', async () => {
    const model = make();
    const files = await save(model);
    model.dispose();
    const whole = decode(files['model.json']);
    const draw = counterRandom({ seed: 1, step: 0 });
    let refusals = 0;
    const paths = places(whole).slice(1);
    // Every place outside of the networks, and a draw of those inside.
    const chosen = paths.filter(([top], i) => top !== 'networks' || i % Math.ceil(paths.length / 40) === 0);
    const which = [...draw.uniform([chosen.length]).dataSync()].map((u) => Math.floor(u * hostile.length));
    for (const [i, path] of chosen.entries()) {
      const values = path[0] === 'networks' ? [hostile[which[i] as number]] : hostile;
      for (const value of values) {
        const what = `${path.join('.')} = ${JSON.stringify(value)}`;
        const bytes = encode(changed(whole, path, value));
        refusals += Number(await expectRefusalOrModel(load, { ...files, 'model.json': bytes }, what));
      }
    }
    expect(refusals).toBeGreaterThan(20);
  });

  it('in settings is refused', async () => {
    const model = make();
    const files = await save(model);
    model.dispose();
    const whole = decode(files['model.json']);
    for (const settings of [7, 'x', [1], { more: 1 }, { ...whole.settings, more: 1 }]) {
      const bytes = encode({ ...whole, settings });
      expect(await expectRefusalOrModel(load, { ...files, 'model.json': bytes }, JSON.stringify(settings))).toBe(true);
    }
    for (const name of Object.keys(whole.settings ?? {})) {
      if (name === 'prior') continue;
      const { [name]: _, ...rest } = whole.settings;
      const bytes = encode({ ...whole, settings: rest });
      expect(await expectRefusalOrModel(load, { ...files, 'model.json': bytes }, `no ${name}`)).toBe(true);
    }
  });

  it('in weights.safetensors is refused, wherever a byte of its header is another or bytes are missing', async () => {
    const model = make();
    const files = await save(model);
    model.dispose();
    const weights = files['weights.safetensors'];
    const header = Number(new DataView(weights.buffer, weights.byteOffset).getBigUint64(0, true)) + 8;
    for (let at = 0; at < header; at += 7) {
      const bytes = weights.slice();
      bytes[at] = (bytes[at] as number) ^ 0x5a;
      await expectRefusalOrModel(load, { ...files, 'weights.safetensors': bytes }, `byte ${at}`);
    }
    for (const length of [0, 7, header - 1, header, weights.length - 1]) {
      const cut = { ...files, 'weights.safetensors': weights.slice(0, length) };
      expect(await expectRefusalOrModel(load, cut, `${length} bytes`)).toBe(true);
    }
  });

  it('such as files that are none is refused', async () => {
    for (const files of [undefined, {}, { 'model.json': 'text' }, { 'model.json': encode('['.repeat(100_000)) }]) {
      expect(await expectRefusalOrModel(load, files as never, JSON.stringify(files)?.slice(0, 40) ?? 'none')).toBe(
        true,
      );
    }
  });
});
