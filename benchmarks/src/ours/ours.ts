// One of our engines on a plan: node ours.js <plan.json> <engine>. Orders come in and answers go out as lines of JSON.
import { createInterface } from 'node:readline';
import type { Order } from '../systems/order.ts';
import { loadEngine } from './engines.ts';
import { readPlan } from './readPlan.ts';
import { run } from './run.ts';
import { system } from './system.ts';

const [file, name] = process.argv.slice(2) as [string, string];
const say = (answer: unknown) => process.stdout.write(`${JSON.stringify(answer)}\n`);

const plan = readPlan(file);
const { engine, version } = await loadEngine(name, plan.threads);
const trained = await system(plan, engine);
say({ ready: true, version, variant: '' });
for await (const line of createInterface({ input: process.stdin }))
  say(await run(JSON.parse(line) as Order, plan, trained));
