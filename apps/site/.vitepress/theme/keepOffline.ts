/** Has the browser keep the pages, so that they open without a network; where it cannot, they need one. */
export function keepOffline(): void {
  if (import.meta.env.SSR || !import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () => navigator.serviceWorker.register(`${import.meta.env.BASE_URL}worker.js`).catch(() => {});
  // After the page itself, which is what the reader waits for.
  if (document.readyState === 'complete') setTimeout(register, 1000);
  else addEventListener('load', () => setTimeout(register, 1000));
}
