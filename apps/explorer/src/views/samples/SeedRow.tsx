interface SeedRowProps {
  readonly seed: number;
  readonly onChange: (seed: number) => void;
}

/** The seed of what is drawn: the same seed draws the same again, in any browser. */
export function SeedRow({ seed, onChange }: SeedRowProps) {
  return (
    <div class="seed">
      <label class="select">
        <span>seed</span>
        <input
          type="number"
          min={0}
          step={1}
          value={seed}
          onInput={({ currentTarget: { valueAsNumber } }) => {
            if (Number.isSafeInteger(valueAsNumber) && valueAsNumber >= 0) onChange(valueAsNumber);
          }}
        />
      </label>
      <button type="button" onClick={() => onChange(seed + 1)}>
        Again
      </button>
    </div>
  );
}
