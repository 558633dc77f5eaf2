import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { readApiKey } from '../../lib/auth/api-key.ts';
import { findKey } from '../../lib/auth/key-store.ts';
import { transactItem } from '../../lib/store/dynamodb.ts';
import { create, tenantRef } from '../../lib/store/entity.ts';
import { useEngine } from '../support/engine.ts';
import { useProcesses } from '../support/processes.ts';

const engine = useEngine();
const start = useProcesses();
const tenant = { tenantId: 'acme', mode: 'live', timeZone: 'Asia/Tokyo', billingManaged: false };

beforeAll(async () => {
  const write = create(tenantRef(tenant.tenantId), tenant);
  const item = transactItem({ ...write, item: { ...write.item, requestId: 'import' } }, engine.tables.connect);
  await engine.client.send(new TransactWriteItemsCommand({ TransactItems: [item] }));
});

async function keys(...args: string[]) {
  const tool = start('infra/tools/keys.ts', args, { AWS_ENDPOINT_URL_DYNAMODB: engine.url });
  const code = await tool.ended();
  return { code, out: tool.stdout(), err: tool.stderr() };
}

const keyOf = (text: string) => findKey(engine, 'acme', readApiKey(text.trim())?.keyId ?? '');

describe('the keys tool', () => {
  it('makes, shows, rotates and revokes a key', async () => {
    const made = await keys(
      'create',
      '--tenant',
      'acme',
      '--name',
      'till',
      '--scopes',
      'licenses:read',
      '--expires',
      '2099-01-31',
    );
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^connect_live_acme_\w{12}_\w+\n$/) });
    // The first instant of that day in Tokyo.
    expect(await keyOf(made.out)).toMatchObject({
      name: 'till',
      scopes: ['licenses:read'],
      expiresAt: '2099-01-30T15:00:00.000Z',
    });
    const keyId = readApiKey(made.out.trim())?.keyId ?? '';
    expect(made.err).toContain(keyId);

    const [listed, rotated] = await Promise.all([
      keys('list', '--tenant', 'acme', '--json'),
      keys('rotate', '--tenant', 'acme', '--key', keyId, '--overlap', '1h'),
    ]);
    expect(JSON.parse(listed.out)).toContainEqual(expect.objectContaining({ keyId, name: 'till', state: 'active' }));
    expect(rotated).toMatchObject({ code: 0, out: expect.stringMatching(/^connect_live_acme_\w{12}_\w+\n$/) });
    const old = await keyOf(made.out);
    expect(rotated.err).toContain(`${keyId} works until ${old?.expiresAt}`);

    const [revoked, plain] = await Promise.all([
      keys('revoke', '--tenant', 'acme', '--key', keyId),
      keys('list', '--tenant', 'acme'),
    ]);
    expect(revoked).toMatchObject({ code: 0, out: '' });
    expect(await keyOf(made.out)).toHaveProperty('revokedAt');
    expect(plain.out).toMatch(/^KEY +NAME +STATE/);
    for (const { out, err } of [listed, revoked, plain]) {
      expect(out + err).not.toContain(made.out.trim().slice(-49));
      expect(out + err).not.toContain((await keyOf(made.out))?.hash);
    }
  });

  it('says in a sentence what cannot be', async () => {
    const [unknownTenant, unknownKey, noTenant, badScope, past] = await Promise.all([
      keys('create', '--tenant', 'nobody'),
      keys('revoke', '--tenant', 'acme', '--key', '000000000000'),
      keys('list'),
      keys('create', '--tenant', 'acme', '--scopes', 'everything'),
      keys('create', '--tenant', 'acme', '--expires', '2020-01-01'),
    ]);
    expect(unknownTenant).toMatchObject({ code: 1, out: '', err: expect.stringContaining('npm run import') });
    expect(unknownKey).toMatchObject({ code: 1, out: '', err: expect.stringContaining('has no key 000000000000') });
    expect(noTenant).toMatchObject({ code: 2, out: '', err: expect.stringContaining("'--tenant <id>' not specified") });
    expect(badScope).toMatchObject({ code: 2, out: '', err: expect.stringContaining('there are licenses:read') });
    expect(past).toMatchObject({ code: 2, out: '', err: 'The expiry must lie in the future.\n' });
    for (const { err } of [unknownTenant, unknownKey, noTenant, badScope, past]) expect(err).not.toMatch(/\n\s+at /);
  });
});
