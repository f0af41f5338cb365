import type { ComponentChildren } from 'preact';
import { numberText } from '../look/numberText.ts';

interface RangeRowProps {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Step of the arrow keys; a two-hundredth of the range by default. */
  readonly step?: number;
  readonly onChange: (value: number) => void;
  /** How the value is read; a number with two decimals by default. */
  readonly text?: string;
  /** Under the slider, e.g. a strip of pictures. */
  readonly children?: ComponentChildren;
}

/** A labelled slider with its value. */
export function RangeRow({ label, value, low, high, step, onChange, text, children }: RangeRowProps) {
  const words = text ?? numberText(value);
  return (
    <div class="range-row">
      <label>
        <span class="name">{label}</span>
        <input
          type="range"
          min={low}
          max={high}
          step={step ?? (high - low) / 200}
          value={value}
          aria-valuetext={words}
          onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
        />
        <output>{words}</output>
      </label>
      {children}
    </div>
  );
}
