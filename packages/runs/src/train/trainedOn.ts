import type { Fingerprint } from '../entry/fingerprint.ts';
import { type Loaded, trainingOf } from '../entry/loaded.ts';
import type { TrainedOn } from '../folder/record.ts';

/** What a run keeps of its data: enough to find them, to know them again, and to read others alike. */
export function trainedOn(data: Loaded, fingerprint: Fingerprint): TrainedOn {
  const { name, columns, standardization, plan, classes, range, layout, place, notes } = data;
  const { y } = trainingOf(data);
  const known = { columns, standardization, plan, classes, range, layout, place, notes };
  return {
    name,
    train: y.shape,
    test: data.test.y.shape,
    scale: y.scale,
    fingerprint,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
  };
}
