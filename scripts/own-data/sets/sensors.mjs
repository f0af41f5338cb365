import { join } from 'node:path';
import { numbers, writeCsv } from '../write.mjs';

const names = ['', 'time', 'machine', 'temperature', 'pressure', 'vibration', 'current'];

/** Readings that follow the load of a machine. @param {string} folder */
function make(folder) {
  const { uniform, normal } = numbers(2);
  const reading = (/** @type {number} */ i) => {
    const [machine, load] = [i % 3, uniform()];
    const time = `2024-03-${String(1 + (i % 28)).padStart(2, '0')} 08:${String(i % 60).padStart(2, '0')}`;
    const temperature = (40 + 5 * machine + 30 * load + normal()).toFixed(2);
    return [
      i,
      time,
      `press-${machine}`,
      temperature,
      (2 + load + 0.05 * normal()).toFixed(3),
      (0.4 * load + 0.02 * normal()).toFixed(4),
      (10 + 8 * load + 0.3 * normal()).toFixed(2),
    ];
  };
  const rows = Array.from({ length: 1500 }, (_, i) => reading(i));
  for (let i = 7; i < rows.length; i += 150) /** @type {unknown[]} */ (rows[i])[3] = 'NaN';
  writeCsv(join(folder, 'sensors.csv'), names, rows);
  const today = Array.from({ length: 200 }, (_, i) => reading(i));
  /** @type {unknown[]} */ (today[17])[5] = '0.9000';
  writeCsv(join(folder, 'today.csv'), names, today);
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found }) => {
  const { names: columns, numbers: of } = found.csv('scores.csv');
  const errors = columns.filter((name) => name.endsWith('_error'));
  const largest = errors.reduce((most, name) => ((of(name)[17] ?? 0) > (of(most)[17] ?? 0) ? name : most));
  const { names: sampled, rows } = found.csv('samples.csv');
  return [
    [
      'rows without a value are counted',
      /10 of 1500 rows are left out for missing values: 10 in column "temperature"/.test(said('train')),
    ],
    [
      'row numbers and dates are left out',
      /they number rows: ""/.test(said('train')) && /it holds dates: "time"/.test(said('train')),
    ],
    ['the machines are the classes', `${found.dataOf('runs/sensors').classes}` === 'press-0,press-1,press-2'],
    ['the faulty reading has the highest energy', found.worst('scores.csv') === 17 && of('anomaly')[17] === 1],
    ['its vibration says why', largest === 'vibration_error'],
    [
      'samples have the columns of the file',
      rows === 1000 && `${sampled}` === 'temperature,pressure,vibration,current',
    ],
    ['the networks hold the means', /"mean"/.test(found.text('onnx/card.json'))],
  ];
};

export const sensors = { make, checks };
