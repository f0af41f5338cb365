// The site without a network: pages and their scripts are kept at the first visit, all else once it was asked for.
const name = 'latentkit-VERSION';
const files = [];

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll(files))
      .then(() => skipWaiting()),
  );
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
