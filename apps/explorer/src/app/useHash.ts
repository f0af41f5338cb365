import { useEffect, useState } from 'preact/hooks';

const read = () => decodeURIComponent(location.hash.slice(1));

/** The page's hash without #, kept up to date. */
export function useHash(): string {
  const [hash, setHash] = useState(read);
  useEffect(() => {
    const changed = () => setHash(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return hash;
}
