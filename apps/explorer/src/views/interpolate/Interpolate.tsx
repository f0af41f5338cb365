import type { ViewProps } from '../views.ts';

export default function Interpolate({ runs }: ViewProps) {
  return <p>{runs.map(({ card }) => card.name).join(', ')}</p>;
}
