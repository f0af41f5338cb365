import { useColours } from '../look/useColours.ts';

/** The colours of classes. */
export function Legend({ names }: { readonly names: readonly string[] }) {
  const { classes } = useColours();
  return (
    <ul class="legend" aria-label="Classes">
      {names.map((name, i) => (
        <li key={name}>
          <span aria-hidden="true" style={{ background: classes[i % classes.length] as string }} />
          {name}
        </li>
      ))}
    </ul>
  );
}
