import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import { findApiKey } from '../../lib/auth/api-key-repository.ts';
import { buildCreateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { tenantRef } from '../../lib/dynamodb/items/tenant.ts';
import { toTransactWriteItem } from '../../lib/dynamodb/write-input.ts';
import { createApiKeyCommand } from '../../tools/cli/api-key-command.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { useProcesses } from '../support/processes.ts';
import { recordOutput } from '../support/record-output.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const start = useProcesses();
const tenant = { tenantId: 'acme', mode: 'live', timeZone: 'Asia/Tokyo', billingManaged: false };

beforeAll(async () => {
  const write = buildCreateWrite(tenantRef(tenant.tenantId), tenant);
  const item = toTransactWriteItem({ ...write, item: { ...write.item, requestId: 'import' } }, engine.tables.connect);
  await engine.client.send(new TransactWriteCommand({ TransactItems: [item] }));
});

/** Runs the command. @returns the exit code and the output */
async function keys(...args: string[]) {
  const { output, said } = recordOutput();
  const open = async () => ({ client: engine.client, tables: engine.tables, close: async () => {} });
  return { code: await runCommandLine(createApiKeyCommand(open, output), args, output), ...said };
}

const readKeyId = (text: string): string => parseApiKey(text.trim())?.keyId ?? '';
const findPrintedKey = (text: string) => findApiKey(engine, 'acme', readKeyId(text));
const onlyTheApiKey = expect.stringMatching(/^connect_live_acme_\w{12}_\w{49}\n$/);

describe('npx connect-api keys', () => {
  it('creates an API key and prints it once, alone on stdout', async () => {
    const made = await keys('create', '--tenant', 'acme');
    expect(made).toMatchObject({ code: 0, out: onlyTheApiKey, err: expect.stringContaining(readKeyId(made.out)) });
    expect(await findPrintedKey(made.out)).toMatchObject({
      mode: 'live',
      scopes: ['*'],
    });
    expect(made.err).not.toContain(made.out.trim());
  });

  it("applies the options; a date is the start of that day in the tenant's time zone", async () => {
    const made = await keys(
      ...['create', '--tenant', 'acme', '--name', 'till', '--scopes', 'licenses:read', '--expires', '2099-01-31'],
    );
    expect(await findPrintedKey(made.out)).toMatchObject({
      name: 'till',
      scopes: ['licenses:read'],
      expiresAt: '2099-01-30T15:00:00.000Z',
    });
  });

  it('lists, rotates and revokes an API key without printing its secret', async () => {
    const made = await keys('create', '--tenant', 'acme', '--name', 'old');
    const keyId = readKeyId(made.out);
    const rotated = await keys('rotate', '--tenant', 'acme', '--key', keyId, '--overlap', '1h');
    expect(rotated).toMatchObject({ code: 0, out: onlyTheApiKey });
    expect(rotated.err).toContain(`${keyId}, expires at ${(await findPrintedKey(made.out))?.expiresAt}`);
    expect(await findPrintedKey(rotated.out)).toMatchObject({ name: 'old' });

    const revoked = await keys('revoke', '--tenant', 'acme', '--key', keyId);
    expect(revoked).toMatchObject({ code: 0, out: '' });
    expect(await keys('revoke', '--tenant', 'acme', '--key', keyId)).toEqual(revoked);

    const listed = await keys('list', '--tenant', 'acme', '--json');
    expect(JSON.parse(listed.out)).toContainEqual(expect.objectContaining({ keyId, name: 'old', state: 'REVOKED' }));
    const plain = await keys('list', '--tenant', 'acme');
    expect(plain.out).toMatch(/^KEY +NAME +STATE/);
    for (const { out, err } of [revoked, listed, plain]) {
      expect(out + err).not.toContain(made.out.trim().slice(-49));
      expect(out + err).not.toContain((await findPrintedKey(made.out))?.hash);
    }
  });

  it('changes the scopes of an API key, which keeps its text', async () => {
    const made = await keys('create', '--tenant', 'acme', '--scopes', 'licenses:read,licenses:write');
    const update = ['update', '--tenant', 'acme', '--key', readKeyId(made.out)];
    const updated = await keys(...update, '--add-scopes', '*,licenses:read', '--remove-scopes', 'licenses:write');
    expect(updated).toMatchObject({ code: 0, out: '', err: expect.stringContaining('the scopes licenses:read,*.') });
    expect(await findPrintedKey(made.out)).toMatchObject({ scopes: ['licenses:read', '*'] });
    for (const [sentence, args] of [
      ['Name the scopes to change', []],
      ['names subscriptions:read, which the API key has because of *', ['--remove-scopes', 'subscriptions:read']],
      ['removeScopes would leave no scope', ['--remove-scopes', '*,licenses:read']],
    ] as const) {
      expect(await keys(...update, ...args)).toMatchObject({ code: 2, err: expect.stringContaining(sentence) });
    }
    const rotated = await keys('rotate', ...update.slice(1), '--scopes', 'product-offerings:read');
    expect(await findPrintedKey(rotated.out)).toMatchObject({ scopes: ['product-offerings:read'] });
    await keys('revoke', ...update.slice(1));
    expect(await keys(...update, '--add-scopes', '*')).toMatchObject({
      code: 1,
      err: expect.stringContaining('was revoked'),
    });
  });

  it.each([
    [1, 'npx connect-api import', ['create', '--tenant', 'nobody']],
    [1, 'There is no API key with this ID.', ['revoke', '--tenant', 'acme', '--key', '000000000000']],
    [2, "'--tenant <id>' not specified", ['list']],
    [2, "'--key <id>' not specified", ['rotate', '--tenant', 'acme']],
    [2, 'Scopes: *, licenses:read', ['create', '--tenant', 'acme', '--scopes', 'everything']],
    [2, '--expires must be in the future.', ['create', '--tenant', 'acme', '--expires', '2020-01-01']],
    [2, 'or 12h, at most 3650d.', ['create', '--tenant', 'acme', '--expires', '9999d']],
    [2, "unknown command 'destroy'. Commands: create, list, rotate, update, revoke.", ['destroy']],
    [2, "unknown option '--force'", ['list', '--tenant', 'acme', '--force']],
    [2, 'Usage: npx connect-api keys', []],
    [0, '', ['--help']],
  ])('exits with %i and prints "%s"', async (code, sentence, args) => {
    const before = await keys('list', '--tenant', 'acme');
    expect(await keys(...args)).toMatchObject({ code, err: expect.stringContaining(sentence) });
    expect(await keys('list', '--tenant', 'acme')).toEqual(before);
  });

  it('prints the expiry of the new API key of a rotation, which an option can set', async () => {
    const made = await keys('create', '--tenant', 'acme', '--expires', '2099-01-31');
    const rotate = ['rotate', '--tenant', 'acme', '--key', readKeyId(made.out)];
    const explicit = await keys(...rotate, '--expires', '2100-01-31');
    expect(explicit.err).toContain('store it safely. It expires at 2100-01-30T15:00:00.000Z.');
    expect(await findPrintedKey(explicit.out)).toMatchObject({ expiresAt: '2100-01-30T15:00:00.000Z' });
    const inherited = await keys('rotate', '--tenant', 'acme', '--key', readKeyId(explicit.out));
    expect(inherited.err).toContain('store it safely. It expires at 2100-01-30T15:00:00.000Z.');
    expect(await keys(...rotate, '--expires', '2020-01-01')).toMatchObject({ code: 2, out: '' });
  });

  it('never prints an API key that was passed instead of its id', async () => {
    const key = (await keys('create', '--tenant', 'acme')).out.trim();
    const secret = key.slice(-49);
    for (const args of [
      ['revoke', '--tenant', 'acme', '--key', key],
      ['rotate', '--tenant', 'acme', `--key=${key}`],
      ['revoke', '--tenant', key, '--key', key],
      ['revoke', key],
      ['list', '--tenant', 'acme', `--${key}`],
      ['create', '--tenant', 'acme', '--scopes', key],
      [key],
    ]) {
      const { code, out, err } = await keys(...args);
      expect(code).toBe(2);
      expect(out + err).not.toContain(secret);
    }
    expect(await keys('revoke', '--tenant', 'acme', '--key', secret)).toMatchObject({
      err: expect.stringContaining("error: option '--key <id>' is invalid. It must be the id of 12 letters"),
    });
  });

  it('prints nothing but the API key to stdout, and sets the exit code of the process', async () => {
    const env = { AWS_ENDPOINT_URL_DYNAMODB: engine.url };
    const made = start('tools/cli/main.ts', ['keys', 'create', '--tenant', 'acme'], env);
    const failed = start('tools/cli/main.ts', ['keys', 'list'], env);
    expect(await made.waitForExit()).toBe(0);
    expect(made.stdout()).toEqual(onlyTheApiKey);
    expect(made.stderr()).toMatch(/^The API key \w+ of tenant acme is shown only now: store it safely\.\n$/);
    expect(await failed.waitForExit()).toBe(2);
    expect(failed.stdout()).toBe('');
  });
});
