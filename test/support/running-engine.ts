import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The address of the embedded engine of a folder, whether it runs or not. */
export const toEngineUrl = (folder: string): string =>
  `http://127.0.0.1:${JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8')).enginePort}`;

export async function isEngineRunning(folder: string): Promise<boolean> {
  const response = await fetch(toEngineUrl(folder), { method: 'HEAD' }).catch(() => undefined);
  return response?.headers.has('x-dynoxide-version') ?? false;
}

export async function waitForEngineEnd(folder: string): Promise<void> {
  while (await isEngineRunning(folder)) await sleep(20);
}
