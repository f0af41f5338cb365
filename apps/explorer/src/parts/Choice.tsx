import { useId } from 'preact/hooks';

interface ChoiceProps {
  readonly legend: string;
  readonly value: string;
  /** What can be chosen; one that cannot be says why elsewhere. */
  readonly options: readonly { readonly name: string; readonly disabled?: boolean }[];
  readonly onChange: (value: string) => void;
}

/** One of a few: radio buttons that look like one bar. */
export function Choice({ legend, value, options, onChange }: ChoiceProps) {
  const group = useId();
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      <div>
        {options.map(({ name, disabled = false }) => (
          <label key={name}>
            <input
              type="radio"
              name={group}
              checked={name === value}
              disabled={disabled}
              onChange={() => onChange(name)}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
