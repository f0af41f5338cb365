import { join } from 'node:path';
import { correlation, mean } from '../results.mjs';
import { numbers, writeCsv } from '../write.mjs';

const names = ['customer_id', 'signed_up', 'age', 'income', 'plan', 'region', 'newsletter', 'visits'];
const plans = ['basic', 'pro', 'team'];

/** Customers: income rises with age, dearer plans with income. @param {string} folder */
function make(folder) {
  const { uniform, normal } = numbers(3);
  const customer = (/** @type {number} */ i) => {
    const age = 20 + 45 * uniform();
    const income = 800 * age + 6000 * normal();
    const plan = plans[Math.max(0, Math.min(2, Math.floor((income - 20_000 + 6000 * normal()) / 12_000)))];
    const region = ['north', 'south', 'east', 'west'][Math.floor(4 * uniform())];
    const day = `2023-${String(1 + (i % 12)).padStart(2, '0')}-11`;
    return [
      7000 + i,
      day,
      age.toFixed(0),
      income.toFixed(0),
      plan,
      region,
      uniform() < 0.3 ? 'True' : 'False',
      (5 + 3 * plans.indexOf(plan ?? '') + normal()).toFixed(1),
    ];
  };
  const rows = Array.from({ length: 1200 }, (_, i) => customer(i));
  for (let i = 5; i < rows.length; i += 60) /** @type {unknown[]} */ (rows[i])[7] = '';
  writeCsv(join(folder, 'customers.csv'), names, rows);
  const others = Array.from({ length: 60 }, (_, i) => customer(i));
  /** @type {unknown[]} */ (others[4])[4] = 'enterprise';
  /** @type {unknown[]} */ (others[9])[3] = '900000';
  writeCsv(join(folder, 'new-customers.csv'), names, others);
}

/** @type {import('./index.mjs').Checks} */
const checks = ({ said, found }) => {
  const [data, samples, scores] = ['customers.csv', 'samples.csv', 'scores.csv'].map(found.csv);
  if (!data || !samples || !scores) return [['files', false]];
  const share = (/** @type {typeof data} */ table, /** @type {string} */ name) =>
    table.words('plan').filter((plan) => plan === name).length / table.rows;
  const together = (/** @type {typeof data} */ table) => correlation(table.numbers('age'), table.numbers('income'));
  const anomalies = scores.numbers('anomaly').flatMap((flag, row) => (flag === 1 ? [row] : []));
  return [
    [
      'what each column is, is told',
      /2 categories|"plan" is categorical \(3 values\)/.test(said('train')) &&
        /it holds dates: "signed_up"/.test(said('train')),
    ],
    ['means stand for missing visits', /means stand for missing values: 20 in column "visits"/.test(said('train'))],
    [
      'plans are sampled as often as in the data',
      plans.every((name) => Math.abs(share(samples, name) - share(data, name)) < 0.12),
    ],
    ['age and income go together in samples', together(samples) > 0.75 * together(data), together(samples).toFixed(2)],
    ['incomes are in their unit', Math.abs(mean(samples.numbers('income')) / mean(data.numbers('income')) - 1) < 0.15],
    [
      'a plan that no training row had is an anomaly',
      anomalies.includes(4) && /unknown: "enterprise"/.test(said('score')),
    ],
    ['so is an income beyond all others', anomalies.includes(9)],
  ];
};

export const mixedTable = { make, checks };
