import { describe, expect, it } from 'vitest';
import { createPortalClient } from '../../client/src/index.ts';

/** Creates a client whose access token ends after the first request. @param isRenewed - the outcome of the renewal */
function createClientWithEndedSession(isRenewed: boolean) {
  const sent: { authorization: string | null; tenant: string | null; idempotencyKey: string | null; body: string }[] =
    [];
  let accessToken = 'ended';
  const client = createPortalClient({
    baseUrl: 'https://api.example.com/v1',
    getIdentity: async () => ({ accessToken, tenantId: 'demo' }),
    async renewIdentity() {
      if (isRenewed) accessToken = 'new';
      return isRenewed;
    },
    async fetch(request) {
      const { headers } = request;
      sent.push({
        authorization: headers.get('Authorization'),
        tenant: headers.get('X-Tenant-Id'),
        idempotencyKey: headers.get('X-Idempotency-Key'),
        body: await request.text(),
      });
      return headers.get('Authorization') === 'Bearer new'
        ? Response.json({ licenseId: 'license-1' }, { headers: { 'X-Request-Id': 'r-1' } })
        : Response.json(
            { code: 'UNAUTHORIZED', message: 'A valid API key or portal session is required.' },
            { status: 401 },
          );
    },
  });
  return { client, sent };
}

const body = { productOfferingId: 'offering', customerId: 'customer' };

describe('a command whose session has ended', () => {
  it('is sent again with the new session, the same idempotency key and the same body', async () => {
    const { client, sent } = createClientWithEndedSession(true);
    const { data } = await client.POST('/licenses', { body });
    expect(data).toEqual({ licenseId: 'license-1' });
    expect(sent.map(({ authorization, tenant }) => [authorization, tenant])).toEqual([
      ['Bearer ended', 'demo'],
      ['Bearer new', 'demo'],
    ]);
    expect(sent[0]?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent[1]).toEqual({ ...sent[0], authorization: 'Bearer new' });
    expect(JSON.parse(sent[1]?.body ?? '')).toEqual(body);
  });

  it('fails if the user does not sign in again', async () => {
    const { client, sent } = createClientWithEndedSession(false);
    const { error } = await client.POST('/licenses', { body });
    expect(error?.code).toBe('UNAUTHORIZED');
    expect(sent).toHaveLength(1);
  });
});
