/**
 * What the page may load: its own files, nothing inline, WebAssembly. For a `<meta>`; a server adds `frame-ancestors 'none'` in its
 * header, which a `<meta>` cannot hold.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
