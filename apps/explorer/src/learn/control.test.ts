import { describe, expect, it } from 'vitest';
import { control } from './control.ts';

const paused = { learningRate: 0.1, chosen: 0, knob: 0, running: false, speed: 1 };

/** What a promise has come to after all that is due. */
async function soFar<T>(promise: Promise<T>): Promise<T | 'waits'> {
  const later = new Promise<'waits'>((resolve) => setImmediate(() => resolve('waits')));
  return Promise.race([promise, later]);
}

describe('control', () => {
  it('lets steps through while it runs, and none while it is paused', async () => {
    const steering = control(paused);
    const next = steering.next();
    expect(await soFar(next)).toBe('waits');
    steering.set({ running: true });
    expect(await next).toBe('step');
    expect(await steering.next()).toBe('step');
  });

  it('waits for a picture to be drawn', async () => {
    const steering = control({ ...paused, running: true });
    steering.posted();
    const next = steering.next();
    expect(await soFar(next)).toBe('waits');
    steering.drawn();
    expect(await next).toBe('step');
  });

  it('asks for a picture, once, when another example is chosen, paused or not', async () => {
    const steering = control(paused);
    steering.set({ chosen: 3 });
    expect(steering.chosen()).toBe(3);
    expect(await steering.next()).toBe('picture');
    expect(await soFar(steering.next())).toBe('waits');
    steering.set({ chosen: 3 });
    expect(await soFar(steering.next())).toBe('waits');
  });

  it('ends what waits', async () => {
    const steering = control(paused);
    const next = steering.next();
    steering.end();
    expect(await next).toBe('end');
  });

  it('hands on a new learning rate', () => {
    const steering = control(paused);
    steering.set({ learningRate: 0.01 });
    expect(steering.learningRate()).toBe(0.01);
  });
});
