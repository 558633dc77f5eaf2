import type { IncomingMessage } from 'node:http';

/** API Gateway's own limit of a body. The functions have a narrower one. */
const maxBytes = 10 * 1024 * 1024;

export const announcesTooMuch = (request: IncomingMessage): boolean =>
  Number(request.headers['content-length']) > maxBytes;

/** The whole body, or why there is none. What is too large is left unread. */
export async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'cut off'> {
  if (announcesTooMuch(request)) return 'too large';
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > maxBytes) return 'too large';
      chunks.push(chunk);
    }
  } catch {
    return 'cut off';
  }
  return Buffer.concat(chunks);
}

/** Throws away what still comes of a body, until it ends or the time is up. */
export function discardRest(request: IncomingMessage, patienceMs: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, patienceMs);
    request.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    request.on('error', () => {});
    request.resume();
  });
}
