import { expected } from '@latentkit/errors';
import type { LatentModel } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';

/** A conditional model, of one class. @throws FLAG for another model */
export function givenClass({ model, spec, entry: { given } }: OpenRun, label: number): LatentModel {
  if (given) return given(model, label);
  throw expected({
    where: '--class',
    expected: 'a run of a conditional model',
    received: `one of ${spec.model}`,
    todo: 'Leave out --class.',
    code: 'FLAG',
  });
}
