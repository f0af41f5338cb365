/** Milliseconds of work between two breaths: one frame of a display. */
const frame = 16;

/**
 * ONNX Runtime works on the thread that calls it, and its promises are settled without a turn of the event loop: steps in a row would
 * freeze their page. Awaiting a breath lets the page paint and listen, once a frame.
 */
export function breather(now: () => number = () => performance.now()): () => Promise<void> {
  let last = now();
  return async () => {
    if (now() - last < frame) return;
    await turn();
    last = now();
  };
}

/** One turn of the event loop. A timer would wait for at least 4 ms. */
function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
