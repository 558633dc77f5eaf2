import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyResult } from 'aws-lambda';

/** Below this size, a smaller body does not pay for the time of the compression. */
const minCompressedBytes = 10_000;

/** Returns whether a client accepts gzip. @param acceptEncoding - the value of `Accept-Encoding` */
export const acceptsGzip = (acceptEncoding: string): boolean =>
  acceptEncoding.split(',').some(entry => /^\s*(x-)?gzip\s*(;\s*q=(?!0(\.0*)?\s*$)[\d.]+\s*)?$/i.test(entry));

/** Compresses a large body for a client that accepts gzip, such as a page of 1,000 items. */
export function compressBody(result: APIGatewayProxyResult, acceptEncoding: string): APIGatewayProxyResult {
  if (Buffer.byteLength(result.body) < minCompressedBytes) return result;
  const headers = { ...result.headers, Vary: 'Accept-Encoding' };
  if (!acceptsGzip(acceptEncoding)) return { ...result, headers };
  return {
    ...result,
    headers: { ...headers, 'Content-Encoding': 'gzip' },
    body: gzipSync(result.body).toString('base64'),
    isBase64Encoded: true,
  };
}
