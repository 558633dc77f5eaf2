import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { readDeployedFile } from '../../lib/http/static-files.ts';
import { servePortal } from './page.ts';
import { readPortalPageSettings } from './settings.ts';

const settings = readPortalPageSettings(process.env);

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> =>
  servePortal(event, readDeployedFile, settings);
