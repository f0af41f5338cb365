import { afterEach, expect, it, vi } from 'vitest';
import { interrupt } from './interrupt.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('ends work at the first signal, takes an echo for the same one, and leaves at the next', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const notices: string[] = [];
  const { signal, release } = interrupt((text) => notices.push(text));
  process.emit('SIGINT');
  expect(signal.aborted).toBe(true);
  expect(notices).toEqual(['stopping: saving the run (press Ctrl-C again to quit at once)']);
  vi.advanceTimersByTime(499);
  process.emit('SIGINT');
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  process.emit('SIGTERM');
  expect(exit).toHaveBeenCalledExactlyOnceWith(130);
  expect(notices).toHaveLength(1);
  release();
});
