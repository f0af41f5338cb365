import { z } from 'zod';
import { common } from '../../spec/common.ts';
import { costNames } from '../costs.ts';

/** Options that more than one model has. */
export const width = z.int().positive();

export const hidden = (widths: readonly number[]) =>
  z
    .array(width)
    .default([...widths])
    .describe('widths of the layers between image and code, or none');

export const latentSize = (size: number) => width.default(size).describe('numbers in a code');

export const cost = z
  .enum(costNames)
  .default('squared-error')
  .describe('C(y, ỹ), summed over an example, averaged over examples');

export const weightDecay = (value: number) =>
  common.weightDecay
    .unwrap()
    .default(value)
    .describe(common.weightDecay.description as string);
