import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Address, addressOf, hashNow } from './address.ts';

/** What the page's hash says, kept up to date. */
export function useAddress(): Address {
  const [hash, setHash] = useState(hashNow);
  useEffect(() => {
    const changed = () => setHash(hashNow());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return useMemo(() => addressOf(hash), [hash]);
}
