import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * What a server answers to bytes, read until it closes.
 *
 * @param {string} url
 * @param {string} bytes
 * @returns {Promise<{ status: number, head: string, body: string }>}  status 0 for no answer
 */
function asked(url, bytes) {
  const { port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    const end = () => {
      socket.destroy();
      const [head = '', ...body] = text.split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') });
    };
    socket.setEncoding('latin1').on('data', (part) => {
      text += part;
    });
    socket.on('close', end).on('error', end);
    socket.setTimeout(3000, end);
  });
}

/** @param {string} line @param {string[]} headers */
const request = (line, ...headers) => `${[`${line} HTTP/1.1`, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`;

const policies = /** @type {Record<string, RegExp>} */ ({
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'cross-origin-opener-policy': /same-origin/,
  'cross-origin-embedder-policy': /require-corp/,
  'cross-origin-resource-policy': /same-origin/,
  'x-content-type-options': /nosniff/,
  'referrer-policy': /no-referrer/,
});

/**
 * The server of the command, asked by a raw socket for what it must not give.
 *
 * @param {string} url
 * @param {import('../check/totals.mjs').Totals['report']} report
 */
export async function checkServer(url, report) {
  const { host, port } = new URL(url);
  const ours = `Host: ${host}`;
  const page = await asked(url, request('GET /', ours));
  report('server: gives the page', page.status === 200 && /<title>/.test(page.body), String(page.status));
  for (const [name, wanted] of Object.entries(policies)) {
    const value = new RegExp(`^${name}: (.*)$`, 'im').exec(page.head)?.[1] ?? 'none';
    report(`server: ${name}`, wanted.test(value), wanted.test(value) ? '' : value);
  }
  for (const name of ['localhost', '[::1]']) {
    const { status } = await asked(url, request('GET /', `Host: ${name}:${port}`));
    report(`server: is ${name} too`, status === 200, String(status));
  }
  const hosts = [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    '127.0.0.1:1',
    `127.0.0.1.evil.example:${port}`,
    '',
  ];
  for (const name of hosts) {
    const { status } = await asked(url, request('GET /', `Host: ${name}`));
    report(`server: refuses the host "${name}"`, status === 421 || status === 400, String(status));
  }
  const twice = await asked(url, request('GET /', ours, 'Host: evil.example'));
  report('server: refuses two hosts', twice.status === 400 || twice.status === 421, String(twice.status));
  const none = await asked(url, request('GET /'));
  report('server: refuses no host', none.status === 400 || none.status === 421, String(none.status));
  const other = await asked(url, request('GET http://evil.example/', ours));
  report('server: is no proxy', other.status >= 400, String(other.status));

  const outside = ['/../package.json', '/../../../../../../etc/passwd', '//etc/passwd', '/data/../../etc/passwd'];
  const encoded = [
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/..%5c..%5cetc%5cpasswd',
    '/assets/%00',
    '/%',
  ];
  for (const path of [
    ...outside,
    ...encoded,
    '/data/',
    '/assets',
    '/data/vae/checkpoints/',
    '/data/vae/metrics.jsonl',
    '/.git/config',
  ]) {
    const { status, body } = await asked(url, request(`GET ${path}`, ours));
    report(`server: has no ${path}`, status === 404 && !body.includes('root:'), String(status));
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
    const { status, head } = await asked(url, request(`${method} /`, ours, 'Content-Length: 0'));
    report(`server: refuses ${method}`, status === 405 && /^allow: GET, HEAD$/im.test(head), String(status));
  }
  const tunnel = await asked(url, request('CONNECT evil.example:443', ours));
  report('server: is no tunnel', tunnel.status !== 200, String(tunnel.status));
  const head = await asked(url, request('HEAD /', ours));
  report('server: HEAD is the head alone', head.status === 200 && head.body === '', String(head.status));
  const long = await asked(url, request('GET /', ours, `X: ${'x'.repeat(1 << 20)}`));
  report('server: refuses a head of a megabyte', long.status === 431 || long.status === 0, String(long.status));
  const cross = await asked(url, request('GET /data/index.json', ours, 'Origin: http://evil.example'));
  report('server: lets no other origin read', !/access-control-allow/i.test(cross.head), String(cross.status));
  await checkLoopback(Number(port), report);
  const after = await asked(url, request('GET /', ours));
  report('server: still answers', after.status === 200, String(after.status));
}

/** @param {number} port @param {import('../check/totals.mjs').Totals['report']} report */
async function checkLoopback(port, report) {
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const reached = await new Promise((resolve) => {
      const socket = connect(port, address, () => resolve(true)).on('error', () => resolve(false));
      socket.setTimeout(2000, () => resolve(false));
      socket.on('close', () => socket.destroy());
    });
    report('server: is not there from another machine', !reached);
  }
}
