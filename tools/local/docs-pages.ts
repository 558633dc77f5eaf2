import { gzipSync } from 'node:zlib';
import { servePage } from '../../functions/docs/page.ts';
import { readPageFiles } from '../../infra/docs-page-files.ts';
import type { EndpointHandler } from '../../lib/http/create-handler.ts';
import { readHeader } from '../../lib/http/static-files.ts';
import { isLoopbackRequest } from './loopback-request.ts';

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
  return async event => {
    const isOwner = isLoopbackRequest(readHeader(event, 'host'), event.requestContext.identity.sourceIp);
    return servePage(event, readCompressed, isOwner ? getDocsApiKey() : undefined);
  };
}
