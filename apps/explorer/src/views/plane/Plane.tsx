import type { ViewProps } from '../views.ts';

export default function Plane({ runs }: ViewProps) {
  return <p>{runs.map(({ card }) => card.name).join(', ')}</p>;
}
