import type { IncomingMessage } from 'node:http';

/** API Gateway's own limit of a body. The functions have a narrower one. */
const maxBodyBytes = 10 * 1024 * 1024;

export const declaresOversizedBody = (request: IncomingMessage): boolean =>
  Number(request.headers['content-length']) > maxBodyBytes;

/** The whole body, or why there is none. What is too large is left unread. */
export async function readIncomingBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'cut off'> {
  if (declaresOversizedBody(request)) return 'too large';
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > maxBodyBytes) return 'too large';
      chunks.push(chunk);
    }
  } catch {
    return 'cut off';
  }
  return Buffer.concat(chunks);
}

/** Throws away what still comes of a body, until it ends or the time is up. */
export function discardRequestBody(request: IncomingMessage, timeoutMs: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, timeoutMs);
    request.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    request.on('error', () => {});
    request.resume();
  });
}
