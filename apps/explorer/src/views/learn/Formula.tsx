import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../../language/useLanguage.ts';

/** How long each part is marked. */
const partMs = 450;

interface FormulaProps {
  readonly parts: readonly string[];
  readonly running: boolean;
  readonly step: number;
}

/** One step of training as formulas. While it trains they are marked one after the other, far slower than they are computed. */
export function Formula({ parts, running, step }: FormulaProps) {
  const { say } = useLanguage();
  const [acting, setActing] = useState(-1);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  useEffect(() => {
    setActing(-1);
    if (!running || still) return;
    const timer = setInterval(() => setActing((last) => (last + 1) % parts.length), partMs);
    return () => clearInterval(timer);
  }, [running, parts, still]);
  return (
    <figure class="formula">
      <figcaption>{say(step > 0 ? 'oneStepOf' : 'oneStep', { step })}</figcaption>
      <ol>
        {parts.map((part, i) => (
          <li key={part} class={i === acting || (running && still) ? 'acting' : ''}>
            {part}
          </li>
        ))}
      </ol>
    </figure>
  );
}
