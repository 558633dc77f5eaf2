import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import {
  buildFileResponse,
  buildJsonResponse,
  buildPageError,
  buildPageResponse,
  isPageFileName,
  type PageFiles,
} from '../../lib/http/static-files.ts';
import type { PortalPageSettings } from './settings.ts';

/**
 * Responds to a request for the pages of the portal, for one of their files, or for their settings.
 *
 * @param settings - undefined if sign-in is not set up
 */
export function servePortal(
  event: APIGatewayProxyEvent,
  files: PageFiles,
  settings: PortalPageSettings | undefined,
): APIGatewayProxyResult {
  if (event.resource === '/portal/config.json') return settings ? buildJsonResponse(settings) : buildSettingsError();
  const name = toFileName(event);
  const compressed = name === undefined ? undefined : files(name);
  if (name === undefined || !compressed) return buildPageError('NOT_FOUND');
  if (name !== 'index.html') return buildFileResponse(event, name, compressed, name.startsWith('assets/'));
  return buildPageResponse(event, gunzipSync(compressed).toString('utf8'), buildContentSecurityPolicy(settings));
}

/** The names of all assets contain a hash of their content. */
function toFileName({ resource, pathParameters }: APIGatewayProxyEvent): string | undefined {
  if (resource === '/portal') return 'index.html';
  if (resource === '/portal/openapi.json') return 'openapi.json';
  const file = pathParameters?.file ?? '';
  return isPageFileName(file) ? `assets/${file}` : undefined;
}

/** Everything is loaded from this origin. The pages also call the login address for tokens. */
function buildContentSecurityPolicy(settings: PortalPageSettings | undefined): string {
  const loginOrigin = /^https?:\/\/[\w.:[\]-]+/.exec(settings?.loginUrl ?? '')?.[0];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...(loginOrigin ? [loginOrigin] : [])].join(' '),
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const buildSettingsError = (): APIGatewayProxyResult =>
  buildPageError('SERVICE_UNAVAILABLE', {
    property: 'sign-in',
    code: 'FIELD_REQUIRED',
    message:
      'is not set up on this server: PORTAL_ISSUER, PORTAL_CLIENT_ID and PORTAL_LOGIN_URL name the OpenID provider.',
  });
