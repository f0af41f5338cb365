/** Whether threads can share this memory. A page that is not cross-origin isolated knows no such buffers. */
export function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === 'function' && (buffer as unknown) instanceof SharedArrayBuffer;
}
