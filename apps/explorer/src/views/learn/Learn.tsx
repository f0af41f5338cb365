import type { ViewProps } from '../views.ts';

export default function Learn({ runs }: ViewProps) {
  return <p>{runs.map(({ card }) => card.name).join(', ')}</p>;
}
