import type { IncomingMessage } from 'node:http';

/** API Gateway's limit for a body. The limit of the functions is lower. */
const maxBodyBytes = 10 * 1024 * 1024;

export const declaresOversizedBody = (request: IncomingMessage): boolean =>
  Number(request.headers['content-length']) > maxBodyBytes;

/** Reads the complete body, or returns why it cannot be read. The rest of a body that is too large is not read. */
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

/** Discards the rest of a body until it ends or the timeout expires. */
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
