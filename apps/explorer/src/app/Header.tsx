import { type AnyRun, isLatent } from '../run/wordsRun.ts';

interface HeaderProps {
  readonly names: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (names: readonly string[]) => void;
  readonly runs: readonly AnyRun[];
  /** The site holds no run. */
  readonly bare: boolean;
}

/** The site's name, the choice of runs, and what the first of them is. */
export function Header({ names, chosen, onChoose, runs, bare }: HeaderProps) {
  const [first = '', second = ''] = chosen;
  const run = runs[0];
  return (
    <header class="top">
      <h1>
        LatentKit <span>explorer</span>
      </h1>
      {names.length > 0 && (
        <div class="choosers">
          <RunChooser
            label="Run"
            value={first}
            names={names}
            onChoose={(name) => onChoose(second ? [name, second] : [name])}
          />
          {names.length > 1 && (
            <RunChooser
              label="compare with"
              value={second}
              names={names}
              onChoose={(name) => onChoose([first, name])}
            />
          )}
        </div>
      )}
      {bare && (
        <p class="quiet">
          This site holds no run. <code>latentkit explore &lt;run&gt;</code> makes one that does.
        </p>
      )}
      {run && (
        <p class="quiet">
          {run.card.model} on {run.card.data},{' '}
          {isLatent(run)
            ? `${run.card.latentShape.join(' × ')} latent dimensions`
            : `${run.card.tokens.grid.join(' × ')} tokens of ${run.card.tokens.size}`}
        </p>
      )}
    </header>
  );
}

interface RunChooserProps {
  readonly label: string;
  readonly value: string;
  readonly names: readonly string[];
  readonly onChoose: (name: string) => void;
}

function RunChooser({ label, value, names, onChoose }: RunChooserProps) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
