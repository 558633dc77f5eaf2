import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { readDeployedFile } from '../../lib/http/static-files.ts';
import { servePage } from './page.ts';

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> =>
  servePage(event, readDeployedFile);
