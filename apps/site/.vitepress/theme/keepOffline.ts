/** A lesson that is opened at once has loaded by then; keeping the pages would take its time. */
const afterMs = 10_000;

/** Has the browser keep the pages, so that they open without a network; where it cannot, they need one. */
export function keepOffline(): void {
  if (import.meta.env.SSR || !import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () => navigator.serviceWorker.register(`${import.meta.env.BASE_URL}worker.js`).catch(() => {});
  // After the page itself, which is what the reader waits for.
  if (document.readyState === 'complete') setTimeout(register, afterMs);
  else addEventListener('load', () => setTimeout(register, afterMs));
}
