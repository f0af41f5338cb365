import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { nativeFileOf } from '../native/installed.ts';
import type { CallWork, Crew, LoopWork } from '../tail/loopRunner.ts';
import { callRunner, rangesOf } from './callRunner.ts';
import { close } from './close.ts';
import { helperSource } from './helperSource.ts';
import { bell, callLength, control, mostRanges, rangeLength, type SharedCalls, type SharedWork } from './protocol.ts';
import { rangeRunner } from './rangeRunner.ts';

/** Times that a helper looks for more before it sleeps: a few microseconds. */
const looks = 200;
/** The same between phases, of which one waits for the other: longer than one thread is ahead of another. */
const looksBetween = 20_000;

/**
 * Numbers of a round, weights and moments and what is summed, from which help is worth having: it takes 2 cores 9 % less for a step of a
 * 784-128-64-12-2 autoencoder (750 000 numbers), 7 % less for 784-64-8 (400 000), 4 % for 784-32-8 (250 000), and 4 % more for 784-16-8
 * (180 000), where waking a thread costs more than it does.
 */
const worthwhile = 200_000;

/**
 * Threads that take ranges of loops beside the calling one. They start with the first work and sleep while there is none; until they
 * are awake, and if they never are, the calling thread does all by itself.
 */
export function crew(helpers: number, worth = worthwhile): Crew {
  const bells = new Int32Array(new SharedArrayBuffer(4 * bell.length));
  let ports: MessagePort[] | undefined;
  let ids = 0;
  const tell = (message: { add: SharedWork | SharedCalls } | { drop: number }) => {
    if (!ports) {
      ports = Array.from({ length: helpers }, () => start(bells));
      process.once('exit', () => close(bells));
    }
    for (const port of ports) port.postMessage(message);
    Atomics.add(bells, bell.messages, 1);
    ring();
  };
  const ring = () => {
    Atomics.add(bells, bell.wake, 1);
    Atomics.notify(bells, bell.wake);
  };
  const calling = (id: number) => () => {
    Atomics.store(bells, bell.work, id);
    ring();
  };
  return {
    take(work: LoopWork) {
      if (work.numbers < worth || work.ranges.length / rangeLength > mostRanges) return undefined;
      const id = ++ids;
      const shared: SharedWork = {
        id,
        memory: work.memory,
        module: work.module,
        exports: work.exports,
        ranges: Int32Array.from(work.ranges),
        ...sharedParameters(work.parameters),
        control: new Int32Array(new SharedArrayBuffer(4 * control.length)),
      };
      tell({ add: shared });
      return { ...rangeRunner(shared, work, calling(id)), release: () => tell({ drop: id }) };
    },
    together(work: CallWork) {
      const id = ++ids;
      const { phases, loops } = work;
      const parameters = [[], ...(loops?.parameters ?? [])];
      const calls = phases.reduce((sum, phase) => sum + phase.calls, 0);
      const shared: SharedCalls = {
        id,
        koffi: nativeFileOf('koffi'),
        ...(loops ? { memory: loops.memory, module: loops.module } : {}),
        exports: loops?.exports ?? [],
        ranges: rangesOf(work),
        ...sharedParameters(parameters),
        control: new Int32Array(new SharedArrayBuffer(4 * control.length)),
        addresses: new BigInt64Array(new SharedArrayBuffer(8 * callLength * calls)),
        looks: phases.length > 1 ? looksBetween : looks,
      };
      tell({ add: shared });
      return { ...callRunner(shared, work, calling(id)), release: () => tell({ drop: id }) };
    },
  };
}

function sharedParameters(lists: readonly (readonly number[])[]): Pick<SharedWork, 'places' | 'parameters'> {
  const all = lists.flat();
  const parameters = new Float64Array(new SharedArrayBuffer(8 * all.length));
  parameters.set(all);
  return { places: places(lists), parameters };
}

/** Where the parameters of each loop begin, and where the last ones end. */
function places(parameters: readonly (readonly number[])[]): Int32Array {
  let end = 0;
  return Int32Array.from([0, ...parameters.map(({ length }) => (end += length))]);
}

function start(bells: Int32Array): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(helperSource, {
    eval: true,
    name: 'latentkit helper',
    workerData: { bell: bells, port: port2, looks },
    transferList: [port2],
    execArgv: [],
    env: {},
  });
  // A process may end while its helpers sleep.
  worker.unref();
  port1.unref();
  return port1;
}
