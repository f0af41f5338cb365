import type { TrainEvent } from '@latentkit/core';
import type { MeanTerms } from '@latentkit/metrics';
import type { RunFolder } from './runFolder.ts';

const linesAtOnce = 100;

/** `metrics.jsonl`: a line a step and a line an epoch, written a hundred at a time. */
export function metricsLog(folder: RunFolder) {
  let lines: string[] = [];
  const log = {
    async add(event: TrainEvent, test?: MeanTerms): Promise<void> {
      lines.push(JSON.stringify(test ? { ...event, test } : event));
      if (lines.length >= linesAtOnce || event.kind !== 'step') await log.flush();
    },
    async flush(): Promise<void> {
      const text = lines.map((line) => `${line}\n`).join('');
      lines = [];
      if (text) await folder.append('metrics.jsonl', text);
    },
  };
  return log;
}
