import { isCancel, select, text } from '@clack/prompts';
import type { Ask } from '../spec/askConfig.ts';

/** Questions on the terminal. */
export function terminalAsk(): Ask {
  return {
    async choose(message, options) {
      const answer = await select({
        message,
        options: options.map(({ value, hint }) => ({ value, label: value, hint })),
        maxItems: 12,
      });
      return isCancel(answer) ? undefined : answer;
    },
    async write(message, { initial, problem }) {
      const answer = await text({ message, initialValue: initial, validate: (typed = '') => problem(typed) });
      return isCancel(answer) ? undefined : answer;
    },
  };
}
