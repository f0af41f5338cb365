import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../queue/connection.ts';

/** After this long without an answer people are told. */
const quietMs = 5000;

/** Ask a queue until it answers: a server that is away for a while costs time, no work. */
export function persistent(connection: Connection, notice?: (text: string) => void) {
  let told = false;
  return async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    const began = Date.now();
    const tell = (received: string) => {
      if (told || Date.now() - began < quietMs) return;
      told = true;
      notice?.(`the queue does not answer (${connection.clean(received)}): asking again until it does`);
    };
    for (;;) {
      const late = setInterval(() => tell('nothing'), 1000);
      try {
        const answer = await question();
        if (told) notice?.('the queue answers again');
        told = false;
        return answer;
      } catch (error) {
        tell((error as Error).message);
        await wait(300);
      } finally {
        clearInterval(late);
      }
    }
  };
}
