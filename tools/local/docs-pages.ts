import { servePage } from '../../functions/docs/page.ts';
import { readPageFiles } from '../../infra/docs-page-files.ts';
import type { EndpointHandler } from '../../lib/http/create-handler.ts';
import { type PageFiles, readHeader } from '../../lib/http/static-files.ts';
import { compressOnDemand } from './compress-files.ts';
import { isLoopbackRequest } from './loopback-request.ts';

/**
 * Creates the handler of the documentation pages. They are the deployed ones, with the demo API key in the console.
 *
 * @param getDocsApiKey - returns undefined if there is no API key, or none yet
 */
export function createDocsPagesHandler(getDocsApiKey: () => string | undefined): EndpointHandler {
  let files: PageFiles | undefined;
  return async event => {
    files ??= compressOnDemand(readPageFiles());
    const isOwner = isLoopbackRequest(readHeader(event, 'host'), event.requestContext.identity.sourceIp);
    return servePage(event, files, isOwner ? getDocsApiKey() : undefined);
  };
}
