import { useLanguage } from '../../language/useLanguage.ts';

interface ControlsProps {
  readonly running: boolean;
  /** The untrained model has been seen. */
  readonly ready: boolean;
  readonly onRun: () => void;
  readonly onReset: () => void;
  readonly seed: number;
  readonly onSeed: (seed: number) => void;
}

/** Start, pause, reset, and the seed; a new seed restarts the training. */
export function Controls({ running, ready, onRun, onReset, seed, onSeed }: ControlsProps) {
  const { say } = useLanguage();
  return (
    <div class="controls">
      <button type="button" class="primary" disabled={!ready} onClick={onRun}>
        {say(running ? 'pause' : 'start')}
      </button>
      <button type="button" disabled={!ready} onClick={onReset}>
        {say('reset')}
      </button>
      <label>
        {say('seed')}{' '}
        <input
          type="number"
          min="0"
          max="999999"
          step="1"
          value={seed}
          onChange={(event) => {
            const { valueAsNumber } = event.currentTarget;
            if (Number.isSafeInteger(valueAsNumber) && valueAsNumber >= 0) onSeed(valueAsNumber);
          }}
        />
      </label>
    </div>
  );
}
