/**
 * Orders a license for an order of your own, whose record is a file: `recorded-order.ts order-17.json`. If this program ends at any
 * point and is started again, the license is ordered only once. In your own project, import from '@connect-api/client'.
 */
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createConnectClient, type RecordedCommand, sendRecordedCommand } from '../src/index.ts';

const { CONNECT_URL: baseUrl = '', CONNECT_API_KEY: apiKey = '' } = process.env;
const connect = createConnectClient({ baseUrl, apiKey });
const [file = 'order.json'] = process.argv.slice(2);

/**
 * Writes the command unless the file exists. In a database, it is one statement:
 * `UPDATE orders SET command = COALESCE(command, $1) WHERE order_id = $2 RETURNING command`.
 */
async function recordCommand(command: RecordedCommand): Promise<RecordedCommand> {
  const draft = `${file}.${command.idempotencyKey}`;
  const descriptor = openSync(draft, 'w');
  writeSync(descriptor, JSON.stringify(command));
  fsyncSync(descriptor);
  closeSync(descriptor);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

const body = {
  productOfferingId: 'demo-license-offering',
  customerId: 'demo-customer',
  metadata: { recordedIn: file, startedAt: Date.now() },
};
const { data, error } = await sendRecordedCommand(body, recordCommand, call => connect.POST('/licenses', call));
if (data) console.log(data.licenseId);
else console.error(`${error.code}: ${error.message}`);
process.exitCode = data ? 0 : 1;
