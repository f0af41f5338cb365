import { defineFigure } from '@latentkit/report';
import { encoded, first } from '@latentkit/runs';
import { scatter } from '@latentkit/viz';
import { z } from 'zod';

/** A new figure: codes of the test set by class, and the ring of the prior that they are held to. */
export const ring = defineFigure({
  summary: 'codes by class on the ring of their prior',
  runs: ['a ring-autoencoder'],
  train: ['latentkit train ring-autoencoder --data bars --epochs 200 --batch-size 20 --learning-rate 0.005'],
  options: { examples: z.int().positive().default(500).describe('how many codes') },
  inReport: ({ spec }) => (spec.model === 'ring-autoencoder' ? { options: { examples: 60 } } : undefined),
  async draw([run], { examples }) {
    const { test, classes = [] } = await run.data();
    const y = first(test.y, examples);
    const { values } = await encoded(run, y);
    const radius = (await run.model.variables['prior/radius']?.data())?.[0] as number;
    const turn = Array.from({ length: 65 }, (_, i) => (2 * Math.PI * i) / 64);
    const curve = {
      name: 'ρ',
      x: turn.map((angle) => radius * Math.cos(angle)),
      y: turn.map((angle) => radius * Math.sin(angle)),
    };
    const labels = Array.from(test.label?.values ?? []).slice(0, y.shape[0]);
    const title = 'Codes on their ring';
    const chart = scatter({
      title,
      x: { label: 'z₁' },
      y: { label: 'z₂' },
      points: values,
      classes: labels.map((label) => classes[label] as string),
      curves: [curve],
    });
    const caption = `A bar turned by half a turn is the same bar, so codes close a ring. The prior learned ρ = ${radius.toFixed(2)}.`;
    return Object.assign(chart, { name: 'ring', title, caption });
  },
});
