import { closeSync, openSync, writeSync } from 'node:fs';
import { numbers } from '../check/numbers.mjs';

const [sensors, factors] = [16, 4];
const [block, rowBytes] = [2 ** 22, 512];
const sites = ['north', 'south', 'east', 'west', 'harbour', 'mill'];
const states = ['ok', 'worn', 'broken'];
const [comma, newline, minus, point, zero] = [0x2c, 0x0a, 0x2d, 0x2e, 0x30];

/** The columns that a model trains on: sensors, and one for each site. */
export const tableWidth = sensors + sites.length;

/**
 * Write a table of this many bytes of text, a few megabytes at a time: a row's number, sixteen sensors that follow four hidden numbers of the row, a category and a class.
 *
 * @param {string} path @param {number} bytes @param {number} [seed]
 * @returns {number} its rows
 */
export function writeTable(path, bytes, seed = 1) {
  const file = openSync(path, 'w');
  const text = Buffer.alloc(block + rowBytes);
  const uniform = numbers(seed);
  const mixed = Array.from({ length: sensors * factors }, (_, i) => Math.sin(1 + 2.3 * i));
  const hidden = new Float64Array(factors);
  let at = text.write(`id,${Array.from({ length: sensors }, (_, i) => `sensor${i}`).join()},site,state\n`, 'latin1');
  let [rows, written] = [0, 0];
  const put = (/** @type {number} */ byte) => {
    text[at++] = byte;
  };
  const whole = (/** @type {number} */ value) => {
    if (value > 9) whole(Math.floor(value / 10));
    put(zero + (value % 10));
  };
  const thousandths = (/** @type {number} */ value) => {
    const size = Math.round(1000 * Math.abs(value));
    if (value < 0) put(minus);
    whole(Math.floor(size / 1000));
    put(point);
    for (const unit of [100, 10, 1]) put(zero + (Math.floor(size / unit) % 10));
  };
  const word = (/** @type {string} */ name) => {
    for (let i = 0; i < name.length; i++) put(name.charCodeAt(i));
  };
  while (written + at < bytes) {
    for (let i = 0; i < factors; i++) hidden[i] = uniform() + uniform() + uniform() - 1.5;
    whole(rows++);
    for (let i = 0; i < sensors; i++) {
      let value = 0.3 * (uniform() - 0.5);
      for (let k = 0; k < factors; k++) value += Number(mixed[i * factors + k]) * Number(hidden[k]);
      put(comma);
      thousandths(20 * i + (1 + i) * value);
    }
    put(comma);
    word(String(sites[Math.floor(3 + 1.9 * Number(hidden[0]))]));
    put(comma);
    word(String(states[Number(hidden[1]) > 0.8 ? 2 : Number(hidden[1]) > 0.3 ? 1 : 0]));
    put(newline);
    if (at < block) continue;
    written += writeSync(file, text, 0, at);
    at = 0;
  }
  writeSync(file, text, 0, at);
  closeSync(file);
  return rows;
}
