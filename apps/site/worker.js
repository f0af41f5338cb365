// The site without a network: pages and their scripts are kept at the first visit, all else once it was asked for.
const name = 'latentkit-VERSION';
const files = [];
/** Asked for at once: hundreds would hold up what the reader does meanwhile. */
const together = 8;

async function keepAll() {
  const cache = await caches.open(name);
  for (let i = 0; i < files.length; i += together) await cache.addAll(files.slice(i, i + together));
}

addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => skipWaiting()));
});

addEventListener('activate', (event) => {
  const others = caches
    .keys()
    .then((names) =>
      Promise.all(
        names.filter((other) => other.startsWith('latentkit-') && other !== name).map((other) => caches.delete(other)),
      ),
    );
  event.waitUntil(others.then(() => clients.claim()));
});

/** What is kept, else what the host says, which is kept from then on. */
async function answer(request) {
  const cache = await caches.open(name);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const ours = request.url.startsWith(registration.scope);
  if (request.method === 'GET' && ours) event.respondWith(answer(request));
});
