import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { readHeader, servePage } from '../../functions/docs/page.ts';
import { readPageFiles } from '../../infra/docs-page-files.ts';
import type { EndpointHandler } from '../../lib/http/create-handler.ts';

/**
 * Creates the handler of the documentation pages. They are the deployed ones, with the demo API key in the console.
 *
 * @param getDocsApiKey - returns undefined if there is no API key, or none yet
 */
export function createDocsPagesHandler(getDocsApiKey: () => string | undefined): EndpointHandler {
  let files: Map<string, Buffer> | undefined;
  const compressed = new Map<string, Buffer>();
  const readCompressed = (name: string): Buffer | undefined => {
    files ??= readPageFiles();
    const content = files.get(name);
    if (content && !compressed.has(name)) compressed.set(name, gzipSync(content, { level: 1 }));
    return compressed.get(name);
  };
  return async event => servePage(event, readCompressed, isLoopbackRequest(event) ? getDocsApiKey() : undefined);
}

/** Returns true for a request from this machine, to a host name that cannot be made to point here from outside. */
function isLoopbackRequest(event: APIGatewayProxyEvent): boolean {
  const host = readHeader(event, 'host').replace(/:\d+$/, '');
  const { sourceIp } = event.requestContext.identity;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host) && /^(::ffff:)?127\.|^::1$/.test(sourceIp);
}
