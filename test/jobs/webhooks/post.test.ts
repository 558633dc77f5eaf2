import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttpPost } from '../../../lib/jobs/webhooks/post.ts';

const policy = { allowLoopback: true };
const opened: { server: Server; sockets: Set<Socket> }[] = [];

afterEach(async () => {
  for (const { server, sockets } of opened.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  }
});

/** Starts a receiver with custom behaviour. @returns its port */
async function receiver(behave: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    behave(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({ server, sockets });
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Sends a text when the first bytes of a request arrive. */
const respondWithText = (text: string) => (socket: Socket) => socket.once('data', () => socket.write(text));

/** Sends a text repeatedly, and never ends the response. */
const keepSending = (head: string, more: string, everyMs: number) => (socket: Socket) => {
  socket.once('data', () => {
    socket.write(head);
    const timer = setInterval(() => socket.write(more), everyMs);
    socket.on('close', () => clearInterval(timer));
  });
};

const ok = 'HTTP/1.1 200 OK\r\n';
/** A timeout longer than any delay of a busy machine, so that other reasons end the request. */
const postWithLongTimeout = createHttpPost({ policy, timeoutMs: 60_000 });
const postAndKeepBody = createHttpPost({ policy, timeoutMs: 60_000, keepBody: true });
const postWithShortTimeout = createHttpPost({ policy, timeoutMs: 60 });

describe('a receiver that hangs ends with a timeout', () => {
  it.each<[string, string, (socket: Socket) => void]>([
    ['before TLS', 'https', () => {}],
    ['before its response', 'http', () => {}],
    ['in its headers', 'http', respondWithText(`${ok}Content-Le`)],
    ['between headers that never end', 'http', keepSending(ok, 'A: b\r\n', 10)],
    ['after interim responses', 'http', keepSending('', 'HTTP/1.1 103 Early Hints\r\n\r\n', 10)],
  ])('%s', async (_, protocol, behave) => {
    expect(await postWithShortTimeout(`${protocol}://127.0.0.1:${await receiver(behave)}/`, {}, '{}')).toEqual({
      error: 'TIMED_OUT',
    });
  });

  it('during the DNS lookup', async () => {
    const post = createHttpPost({ policy, timeoutMs: 60, resolve: () => new Promise(() => {}) });
    expect(await post('https://hang.example/', {}, '{}')).toEqual({ error: 'TIMED_OUT' });
  });

  it('in its body, which is waited for, but its status counts', async () => {
    const dripping = await receiver(keepSending(`${ok}Content-Length: 1000\r\n\r\n`, 'a', 10));
    const post = createHttpPost({ policy, timeoutMs: 400, keepBody: true });
    expect(await post(`http://127.0.0.1:${dripping}/`, {}, '{}')).toMatchObject({ status: 200 });
  });
});

describe('a receiver that sends too much', () => {
  it('is disconnected after two kilobytes of its body', async () => {
    const port = await receiver(
      keepSending(`${ok}Transfer-Encoding: chunked\r\n\r\n`, `400\r\n${'x'.repeat(1024)}\r\n`, 0),
    );
    const outcome = await postAndKeepBody(`http://127.0.0.1:${port}/`, {}, '{}');
    expect(outcome).toEqual({ status: 200, body: 'x'.repeat(2048) });
    await vi.waitFor(() => expect(opened.at(-1)?.sockets.size).toBe(0));
  });

  it('in its headers, fails from 64 KB on', async () => {
    const send = async (length: number) => {
      const port = await receiver(respondWithText(`${ok}A: ${'x'.repeat(length)}\r\n\r\n`));
      return postWithLongTimeout(`http://127.0.0.1:${port}/`, {}, '{}');
    };
    expect(await send(64_000)).toEqual({ status: 200, body: '' });
    expect(await send(66_000)).toEqual({ error: 'HPE_HEADER_OVERFLOW' });
  });
});

describe('a receiver that responds', () => {
  it('is disconnected as soon as its status has arrived, whatever it sends or waits for afterwards', async () => {
    for (const behave of [
      keepSending(`${ok}Content-Length: 1000\r\n\r\n`, 'a', 10),
      respondWithText(`${ok}Content-Length: 1000\r\n\r\n`),
      (socket: Socket) => socket.resume().write('HTTP/1.1 204 No Content\r\n\r\n'),
      respondWithText(`HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 5\r\n\r\n`),
    ]) {
      const port = await receiver(behave);
      const { status } = (await postWithLongTimeout(`http://127.0.0.1:${port}/`, {}, '{}')) as { status: number };
      expect([200, 204]).toContain(status);
      await vi.waitFor(() => expect(opened.at(-1)?.sockets.size).toBe(0));
    }
  });

  it('can demand a wait', async () => {
    const port = await receiver(respondWithText('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\n\r\n'));
    expect(await postWithLongTimeout(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({
      ...{ status: 429, body: '', retryAfterMs: 120_000 },
    });
  });

  it('gets the complete request, and its response is returned', async () => {
    let request = '';
    const port = await receiver(socket => {
      socket.on('data', chunk => {
        request += chunk;
        if (request.endsWith('{"ä":1}')) socket.end(`HTTP/1.1 202 Accepted\r\nContent-Length: 4\r\n\r\nfine`);
      });
    });
    expect(await postAndKeepBody(`http://127.0.0.1:${port}/hooks?a=1`, { 'webhook-id': 'e' }, '{"ä":1}')).toEqual({
      status: 202,
      body: 'fine',
    });
    expect(request).toMatch(/^POST \/hooks\?a=1 HTTP\/1\.1\r\n/);
    expect(request.toLowerCase()).toContain('webhook-id: e\r\n');
    expect(request.toLowerCase()).toContain('content-length: 8\r\n');
    expect(request.toLowerCase()).toContain('connection: close\r\n');
  });

  it('with a redirect is not followed', async () => {
    let asked = 0;
    const elsewhere = await receiver(() => {
      asked += 1;
    });
    const location = `http://127.0.0.1:${elsewhere}/`;
    const port = await receiver(socket =>
      socket.once('data', () => socket.end(`HTTP/1.1 307 Moved\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`)),
    );
    expect(await postWithLongTimeout(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({ status: 307, body: '' });
    expect(asked).toBe(0);
  });

  it.each([
    ['nothing', '', 'ECONNRESET'],
    ['something other than HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'HPE_INVALID_CONSTANT'],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n', 'CLOSED'],
  ])('with %s, fails', async (_, text, error) => {
    const port = await receiver(socket => socket.once('data', () => socket.end(text)));
    expect(await postWithLongTimeout(`http://127.0.0.1:${port}/`, {}, '{}')).toEqual({ error });
  });

  it('but is not reachable, fails', async () => {
    const port = await receiver(() => {});
    await new Promise(resolve => opened.pop()?.server.close(resolve));
    for (const host of ['127.0.0.1', 'localhost']) {
      expect(await postWithLongTimeout(`http://${host}:${port}/`, {}, '{}')).toEqual({ error: 'ECONNREFUSED' });
    }
  });
});

it('an aborted request has no result', async () => {
  const stopping = new AbortController();
  const port = await receiver(() => stopping.abort());
  const post = createHttpPost({ policy, timeoutMs: 60_000, signal: stopping.signal });
  await expect(post(`http://127.0.0.1:${port}/`, {}, '{}')).rejects.toThrow('aborted');
  await expect(post(`http://127.0.0.1:${port}/`, {}, '{}')).rejects.toThrow('aborted');
});
