import { servePortal } from '../../functions/portal/page.ts';
import { readPortalPageSettings } from '../../functions/portal/settings.ts';
import { readPortalFiles } from '../../infra/portal-page-files.ts';
import type { EndpointHandler } from '../../lib/http/create-handler.ts';
import { buildPageError, type PageFiles } from '../../lib/http/static-files.ts';
import { compressOnDemand } from './compress-files.ts';
import { toErrorMessage } from './error-message.ts';

/** Creates the handler of the pages of the portal. A request waits until they are built. */
export function createPortalPagesHandler(): EndpointHandler {
  let loading: Promise<PageFiles> | undefined;
  const loadFiles = async () => compressOnDemand(await readPortalFiles());
  return async event => {
    loading ??= loadFiles();
    try {
      return servePortal(event, await loading, readPortalPageSettings(process.env));
    } catch (error) {
      // The next request tries again.
      loading = undefined;
      return buildPageError('SERVICE_UNAVAILABLE', {
        property: 'portal',
        code: 'INVALID_VALUE',
        message: `is not available: ${toErrorMessage(error)}`,
      });
    }
  };
}
