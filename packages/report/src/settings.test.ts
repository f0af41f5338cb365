import { expect, it } from 'vitest';
import { settingOf, textOf } from './settings.ts';

it('says a setting in plain words', () => {
  expect(['latentSize', 'onNan', 'batchSize', 'myWeight'].map(settingOf)).toEqual([
    'latent dimensions',
    'on a NaN loss',
    'batch size',
    'my weight',
  ]);
});

it('writes values as people do', () => {
  expect([[512, 256], [], true, false, 0.5, 'mnist', undefined].map(textOf)).toEqual([
    '512, 256',
    'none',
    'on',
    'off',
    '0.5',
    'mnist',
    '–',
  ]);
});
