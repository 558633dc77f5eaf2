import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { readHeader, servePage } from '../../functions/docs/page.ts';
import { readPageFiles } from '../../infra/docs-page-files.ts';
import type { EndpointHandler } from '../../lib/http/create-handler.ts';

/**
 * The pages as they are deployed, but with the demo key in the console of the docs.
 *
 * @param getDocsApiKey - undefined: there is none, or none yet
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

/** Neither over the network nor by a name that somebody else gave to this machine. */
function isLoopbackRequest(event: APIGatewayProxyEvent): boolean {
  const host = readHeader(event, 'host').replace(/:\d+$/, '');
  const { sourceIp } = event.requestContext.identity;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host) && /^(::ffff:)?127\.|^::1$/.test(sourceIp);
}
