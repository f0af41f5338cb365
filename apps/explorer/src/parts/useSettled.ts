import { useEffect, useState } from 'preact/hooks';

/** A value once it has stayed the same for a while, so that a screen reader hears where a drag ended and not each step of it. */
export function useSettled<T>(value: T, milliseconds = 500): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
