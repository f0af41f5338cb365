import { energyText } from '../../look/energyText.ts';
import { useSettled } from '../../parts/useSettled.ts';
import { freeEnergy } from '../../run/freeEnergy.ts';
import type { Run } from '../../run/run.ts';
import { useLatest } from '../../run/useLatest.ts';

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
