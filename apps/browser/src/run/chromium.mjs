import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The browser to test in: the one that LATENTKIT_CHROMIUM names, or one in a usual place.
 *
 * @returns {{ path: string } | { missing: string, wanted: boolean }} wanted: it was named, so its absence is a failure
 */
export function findChromium() {
  const named = process.env.LATENTKIT_CHROMIUM;
  if (named !== undefined) {
    return existsSync(named)
      ? { path: named }
      : {
          missing: `LATENTKIT_CHROMIUM: expected a browser at ${named}, received none. Install chromium.`,
          wanted: true,
        };
  }
  const path = places.find((place) => existsSync(place));
  if (path !== undefined) return { path };
  const missing = 'no chromium here. Install it (apt-get install chromium), or set LATENTKIT_CHROMIUM to its path.';
  return { missing, wanted: false };
}

/** Software rendering, and no sandbox: a container has no GPU and often runs as root. */
export const flags = ['--no-sandbox', '--enable-unsafe-swiftshader', '--use-angle=swiftshader'];

/** The same with an adapter of WebGPU in software, which chromium brings along. */
export const gpuFlags = ['--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
