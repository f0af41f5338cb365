import { encodePng, type Pixels } from '@latentkit/viz';
import { bytes, double, doubles, type Field, float, integer, message, text } from './protobuf.ts';

/** Where and when: `step` is steps done, `time` seconds since 1970. */
export interface At {
  readonly step: number;
  readonly time: number;
}

/** A value of a summary (tensorflow/core/framework/summary.proto), one field of it. */
export type Value = Field;

/** An Event (tensorflow/core/util/event.proto): wall_time 1, step 2, summary 5. */
export function summaryEvent({ step, time }: At, values: readonly Value[]): Uint8Array {
  return message(double(1, time), integer(2, step), bytes(5, message(...values)));
}

/** The first event of a file: file_version 3. */
export const versionEvent = (time: number): Uint8Array => message(double(1, time), text(3, 'brain.Event:2'));

/** A session_log 7 of status START: what was written for this step and later ones, before a resume or a rollback, no longer holds. */
export function startEvent({ step, time }: At): Uint8Array {
  return message(double(1, time), integer(2, step), bytes(7, message(integer(1, 1))));
}

/** Summary.Value: tag 1 and simple_value 2, a float32. */
export const scalar = (tag: string, value: number): Value => summaryValue(text(1, tag), float(2, value));

/** Summary.Value: tag 1 and image 4 of height 1, width 2, colorspace 3 (2 grey and alpha, 4 RGBA), a PNG 4. */
export function image(tag: string, pixels: Pixels): Value {
  const { height, width, channels } = pixels;
  const picture = message(integer(1, height), integer(2, width), integer(3, channels), bytes(4, encodePng(pixels)));
  return summaryValue(text(1, tag), bytes(4, picture));
}

const bins = 30;

/** Summary.Value: tag 1 and histo 5 of min 1, max 2, num 3, sum 4, sum_squares 5, bucket_limit 6 (right edges), bucket 7. Numbers that are not finite are left out. */
export function histogram(tag: string, numbers: ArrayLike<number>): Value | undefined {
  let [low, high, count, sum, squares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0];
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number;
    if (!Number.isFinite(value)) continue;
    [low, high] = [Math.min(low, value), Math.max(high, value)];
    [count, sum, squares] = [count + 1, sum + value, squares + value * value];
  }
  if (count === 0) return undefined;
  const width = (high - low) / bins;
  const buckets = new Array<number>(width > 0 ? bins : 1).fill(0);
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number;
    if (!Number.isFinite(value)) continue;
    const bin = width > 0 ? Math.min(bins - 1, Math.floor((value - low) / width)) : 0;
    (buckets[bin] as number)++;
  }
  const limits = buckets.map((_, bin) => (bin === buckets.length - 1 ? high : low + (bin + 1) * width));
  const moments = [low, high, count, sum, squares].map((value, i) => double(i + 1, value));
  return summaryValue(text(1, tag), bytes(5, message(...moments, doubles(6, limits), doubles(7, buckets))));
}

/** What a run was started with, for the hparams plugin: SessionStartInfo of a map 1 to google.protobuf.Value, and start_time_secs 5. */
export function hparams(spec: Readonly<Record<string, unknown>>, time: number): Value {
  const entries = Object.entries(spec).flatMap(([key, value]) => (value === undefined ? [] : [entryOf(key, value)]));
  return pluginValue('_hparams_/session_start_info', bytes(3, message(...entries, double(5, time))));
}

/** SessionEndInfo: status 1 (SUCCESS) and end_time_secs 2. */
export const hparamsEnd = (time: number): Value =>
  pluginValue('_hparams_/session_end_info', bytes(4, message(integer(1, 1), double(2, time))));

function entryOf(key: string, value: unknown): Field {
  const held =
    typeof value === 'number'
      ? double(2, value)
      : typeof value === 'boolean'
        ? integer(4, Number(value))
        : text(3, Array.isArray(value) ? value.join(',') : String(value));
  return bytes(1, message(text(1, key), bytes(2, message(held))));
}

/** Summary.Value: tag 1 and metadata 9 of plugin_data 1 (plugin_name 1, content 2). */
function pluginValue(tag: string, content: Field): Value {
  const plugin = message(text(1, 'hparams'), bytes(2, message(content)));
  return summaryValue(text(1, tag), bytes(9, message(bytes(1, plugin))));
}

const summaryValue = (...fields: Field[]): Value => bytes(1, message(...fields));
