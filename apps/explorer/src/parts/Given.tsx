import type { Run } from '../run/run.ts';
import { Select } from './Select.tsx';

interface GivenProps {
  readonly run: Run;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** The class that a conditional model is given; nothing for the others. */
export function Given({ run: { card }, value, onChange }: GivenProps) {
  if (card.classes === undefined) return null;
  const names = Array.from({ length: card.classes }, (_, i) => [String(i), card.labels?.[i] ?? `class ${i}`] as const);
  return <Select label="given" value={String(value)} options={names} onChange={(text) => onChange(Number(text))} />;
}
