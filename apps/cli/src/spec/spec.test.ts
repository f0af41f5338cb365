import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { common } from '@latentkit/runs';
import { flagOf, parse } from '@latentkit/runs/internal';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfigFile } from './configFile.ts';
import { fromFile, fromText } from './flags.ts';

const refused = (value: unknown) => {
  try {
    parse(common, value, flagOf);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('spec', () => {
  it('fills in defaults and keeps what is given', () => {
    expect(parse(common, { epochs: 3 }, flagOf)).toMatchObject({ epochs: 3, batchSize: 128, data: 'mnist', seed: 0 });
  });

  it.each([
    [{ epoch: 3 }, '--epoch: expected a known key, received epoch. Did you mean epochs? Known are data, examples,'],
    [{ epochs: 0 }, '--epochs: expected a number above 0, received 0. Change it and run again.'],
    [{ epochs: 1.5 }, '--epochs: expected a whole number, received 1.5. Change it and run again.'],
    [{ epochs: 'ten' }, '--epochs: expected a number, received "ten". Change it and run again.'],
    [
      { optimizer: 'adm' },
      '--optimizer: expected one of adam, adamw, muon, sgd, rmsprop, received "adm". Change it and run again.',
    ],
    [{ learningRate: Number.NaN }, '--learning-rate: expected a number, received'],
    [{ weightDecay: -1 }, '--weight-decay: expected a number of at least 0, received -1. Change it and run again.'],
    [[], 'expected keys with values, received []'],
  ])('refuses %j in one line', (value, message) => {
    expect(refused(value)).toContain(message);
    expect(refused(value)).not.toContain('\n');
  });

  it('reads the text of a flag as its field means it', () => {
    expect(fromText(common.epochs, '3')).toBe(3);
    expect(fromText(common.epochs, '3x')).toBe('3x');
    expect(fromText(common.data, '7')).toBe('7');
    expect(fromText(z.array(z.int()).default([1]), '128,64')).toEqual([128, 64]);
    expect(fromText(z.array(z.int()).default([1]), 'none')).toEqual([]);
    expect(fromText(common.epochs, '')).toBe('');
  });
});

describe('config file', () => {
  const write = async (text: string) => {
    const path = join(await mkdtemp(join(tmpdir(), 'latentkit-')), 'config.yaml');
    await writeFile(path, text);
    return path;
  };

  it('reads YAML and JSON', async () => {
    expect(await readConfigFile(await write('epochs: 3\nhidden: [8, 4]\n'))).toEqual({ epochs: 3, hidden: [8, 4] });
    expect(await readConfigFile(await write('{"epochs": 3}'))).toEqual({ epochs: 3 });
    expect(await readConfigFile(await write(''))).toEqual({});
    expect(await readConfigFile(await write('a: &x [1]\nb: *x\n'))).toEqual({ a: [1], b: [1] });
  });

  it('may write a list without members as a flag does', () => {
    const shape = { hidden: z.array(z.int()), engine: z.string() };
    expect(fromFile(shape, { hidden: 'none', engine: 'none' })).toEqual({ hidden: [], engine: 'none' });
  });

  it.each([
    ['- 1\n', 'expected keys with values, received a list.'],
    ['epochs: [1', 'expected YAML or JSON, received'],
    ['7', 'expected keys with values, received number.'],
  ])('refuses %j', async (text, message) => {
    await expect(readConfigFile(await write(text))).rejects.toThrow(message);
  });

  it('says what is wrong with a path', async () => {
    await expect(readConfigFile('/nowhere/x.yaml')).rejects.toThrow(
      '--config /nowhere/x.yaml: expected a readable file, received no such file. Give a YAML or JSON file such as `epochs: 10`.',
    );
    await expect(readConfigFile(tmpdir())).rejects.toThrow('expected a file, received a folder.');
  });
});
