import { isLatentKitError } from '@latentkit/errors';
import type { Engine, Notice, Program } from './engine.ts';

/**
 * An engine that hands a whole step over to another where the first one cannot trace it (an error of a code `TRACE_…`), and says so once. The
 * state goes with it: what ran before ran on the first, bit for bit.
 *
 * @param second asked for at the first refusal
 * @param notice hears why, beside the `notice` of a program
 * @example
 * const engine = withFallback(eager(), async () => eager({ backend: 'cpu' }), console.log);
 */
export function withFallback(first: Engine, second: () => Promise<Engine>, notice: Notice = () => {}): Engine {
  const told = new Set<string>();
  return {
    name: first.name,
    async program(step, state, noticeHere = () => {}): Promise<Program> {
      let program = await first.program(step, state, noticeHere);
      let fallenBack = false;
      return {
        async run(inputs, counter) {
          try {
            return await program.run(inputs, counter);
          } catch (error) {
            if (fallenBack || !isLatentKitError(error) || !error.code.startsWith('TRACE_')) throw error;
            const engine = await second();
            const reason = `not compiled, ${engine.name} runs this step instead: ${error.message}`;
            if (!told.has(reason)) notice(reason);
            told.add(reason);
            noticeHere(reason);
            // A refused step has changed nothing: what ran before it is brought back first.
            await program.read();
            program.dispose();
            program = await engine.program(step, state, noticeHere);
            fallenBack = true;
            return program.run(inputs, counter);
          }
        },
        read: () => program.read(),
        dispose: () => program.dispose(),
      };
    },
  };
}
