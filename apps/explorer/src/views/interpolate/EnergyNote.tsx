import { useSettled } from '../../parts/useSettled.ts';
import type { Run } from '../../run/run.ts';
import { useLatest } from '../../run/useLatest.ts';
import { energyText } from '../draw/energyText.ts';
import { freeEnergy } from '../draw/freeEnergy.ts';

/** How plausible the model finds an observation, once it has rested for a moment: a drag has the decoder to itself. */
export function EnergyNote({ run, y }: { readonly run: Run; readonly y: Float32Array | undefined }) {
  const settled = useSettled(y, 150);
  const { value } = useLatest(
    async () => settled && (freeEnergy(run.card, await run.energy(settled))[0] as number),
    [run, settled],
  );
  return (
    <span class="note">
      F(y) = {value === undefined ? '…' : `${energyText(value)} ${run.card.energy.terms[0]?.unit ?? ''}`}
    </span>
  );
}
