import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPython } from '../check/python.mjs';
import { ledgerOf } from './command.mjs';

const script = `
import json, sys, optuna
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend
optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.load_study(study_name='latentkit', storage=JournalStorage(JournalFileBackend(sys.argv[1])))
told = [dict(number=t.number, state=t.state.name, value=t.value and t.value.hex(), params={k: v.hex() if isinstance(v, float) else v for k, v in t.params.items()},
             values={k: v.hex() for k, v in t.intermediate_values.items()}, seconds=t.duration.total_seconds()) for t in study.trials]
before = len(told)
study.sampler = optuna.samplers.TPESampler(seed=1)
for _ in range(3):
    trial = study.ask({name: d for name, d in study.trials[0].distributions.items()})
    study.tell(trial, 1.5)
print(json.dumps(dict(trials=told, best=study.best_trial.number, more=len(study.trials) - before)))
`;

/**
 * Python's Optuna reads a sweep's journal, finds what the ledger says, and goes on from it.
 *
 * @param {string} sweep @param {import('../check/totals.mjs').Totals} totals
 */
export async function optunaReads(sweep, totals) {
  await withPython('cluster', ['optuna'], async ({ folder, python }) => {
    const journal = join(folder, 'optuna.jsonl');
    writeFileSync(journal, readFileSync(join(sweep, 'optuna.jsonl')));
    const { code, output } = await python(['-c', script, journal], { onLine: () => {} });
    if (code !== 0) {
      totals.report("Optuna opens a sweep's journal", false, output.trim().split('\n').at(-1));
      return 1;
    }
    const { trials, more } = JSON.parse(output.trim().split('\n').at(-1) ?? '');
    const ledger = ledgerOf(sweep);
    const drawn = ledger.filter(({ kind, hash }) => kind === 'decided' && hash);
    const last = (/** @type {number} */ trial) =>
      ledger.filter(({ kind, job }) => kind === 'done' && Number(job.split('-')[1]) === trial).at(-1)?.result.course ??
      [];
    const exact = drawn.every(({ trial, point }) => {
      const { params, values, value, state } = trials[trial];
      const course = last(trial);
      const numbers = Object.entries(point).every(
        ([name, one]) =>
          typeof params[name] !== 'string' ||
          !/^-?0x/.test(params[name]) ||
          (Number.isFinite(one) && fromHex(params[name]) === one),
      );
      const steps = course.every(
        (/** @type {number} */ one, /** @type {number} */ i) => fromHex(values[i + 1]) === one,
      );
      return (
        numbers &&
        steps &&
        Object.keys(values).length === course.length &&
        (state === 'FAIL' || fromHex(value) === course.at(-1))
      );
    });
    totals.report(
      "Optuna opens a sweep's journal: every number to the last bit",
      exact && trials.length === drawn.length,
      `${trials.length} trials`,
    );
    const states = new Set(trials.map((/** @type {{ state: string }} */ { state }) => state));
    totals.report(
      'Optuna sees whole and pruned trials',
      states.has('COMPLETE') && states.has('PRUNED'),
      [...states].join(', '),
    );
    totals.report('Optuna goes on from it', more === 3, `${more} trials more`);
    return 0;
  });
}

/** Python's float.hex, exactly. @param {string} text */
function fromHex(text) {
  const [, sign, whole, part = '', power] = /^(-?)0x(\d)\.?([\da-f]*)p([+-]\d+)$/.exec(text) ?? [];
  const digits = Number.parseInt(`${whole}${part.slice(0, 13).padEnd(13, '0')}`, 16);
  return (sign ? -1 : 1) * digits * 2 ** (Number(power) - 52);
}
