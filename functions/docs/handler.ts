import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { answerPage } from './page.ts';

/** Beside the bundle. */
const folder = join(process.env.LAMBDA_TASK_ROOT ?? '.', 'files');

const read = (name: string): Buffer | undefined => {
  const path = join(folder, `${name}.gz`);
  return existsSync(path) ? readFileSync(path) : undefined;
};

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => answerPage(event, read);
