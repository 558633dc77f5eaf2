import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { servePage } from './page.ts';

/** The folder of the page files, next to the bundle. */
const pageFolder = join(process.env.LAMBDA_TASK_ROOT ?? '.', 'files');

const readPageFile = (name: string): Buffer | undefined => {
  const path = join(pageFolder, `${name}.gz`);
  return existsSync(path) ? readFileSync(path) : undefined;
};

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> =>
  servePage(event, readPageFile);
