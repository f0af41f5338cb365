import { useColours } from '../look/useColours.ts';

interface LegendProps {
  readonly names: readonly string[];
  /** Classes that are not shown, where they can be chosen. */
  readonly hidden?: ReadonlySet<number>;
  readonly onHide?: (hidden: ReadonlySet<number>) => void;
}

/** The colours of classes; where `onHide` is given, each is a button that hides its class or shows it again. */
export function Legend({ names, hidden, onHide }: LegendProps) {
  const { classes } = useColours();
  const toggle = (i: number) => {
    const next = new Set(hidden);
    if (!next.delete(i)) next.add(i);
    onHide?.(next);
  };
  return (
    <ul class="legend" aria-label="Classes">
      {names.map((name, i) => {
        const dot = <span aria-hidden="true" style={{ background: classes[i % classes.length] as string }} />;
        return (
          <li key={name}>
            {onHide ? (
              <button
                type="button"
                aria-pressed={!hidden?.has(i)}
                aria-label={`show ${name}`}
                onClick={() => toggle(i)}
              >
                {dot}
                {name}
              </button>
            ) : (
              <>
                {dot}
                {name}
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
