import type { ViewProps } from '../viewProps.ts';
import { Drawn } from './Drawn.tsx';

/** An observation of one's own, and all that the chosen run has to say of it. */
export default function Draw({ runs }: ViewProps) {
  const [run] = runs;
  return run ? <Drawn key={run.card.name} run={run} /> : <p>This site has no run.</p>;
}
