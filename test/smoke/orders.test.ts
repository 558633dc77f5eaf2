import { describe, expect } from 'vitest';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import { hasScopes } from './has-scopes.ts';
import { smokeTest as it } from './smoke-test.ts';

const { customerId, licenseOfferingId: productOfferingId } = smokeFixtures;
const body = { customerId, lineItems: [{ lineItemId: 'seat', type: 'LICENSE', productOfferingId }] };

describe('Order', () => {
  it('creates its licenses when it is submitted, and once only', async ({ api, client }) => {
    if (!(await hasScopes(api, 'orders:write', 'orders:read')))
      return void (await api.fails('createOrder', 'FORBIDDEN', { body }));
    const { orderId } = (await api.succeeds('createOrder', { body })).value;
    const path = { orderId };
    const pending = await api.succeeds('getOrder', { path });
    expect(pending.value.state, 'state').toBe('PENDING');

    const submitted = await api.succeeds('submitOrder', { path });
    const [created] = submitted.value.createdEntities?.licenses ?? [];
    if (!created) expect.fail(submitted.value, 'a license', 'createdEntities');
    client.createdLicenses.add(created.licenseId);
    expect(created).toMatchObject({ customerId, productOfferingId, createdByLineItem: 'seat' });
    await api.replays(submitted);
    await api.fails('submitOrder', 'order_not_changeable', { path });
    const license = await api.succeeds('getLicense', { path: { licenseId: created.licenseId } });
    expect(license.value.status, 'status of the license').toBe('ACTIVE');
  });

  it('can be cancelled before it is submitted', async ({ api }) => {
    if (!(await hasScopes(api, 'orders:write', 'orders:read')))
      return void (await api.fails('listOrders', 'FORBIDDEN', {}));
    const { orderId } = (await api.succeeds('createOrder', { body })).value;
    const cancelled = await api.succeeds('cancelOrder', { path: { orderId } });
    expect(cancelled.value.state, 'state').toBe('CANCELLED');
    const { value } = await api.succeeds('listOrders', { query: `?customerId=${customerId}&state=CANCELLED&limit=1` });
    expect(value.items, 'orders').toHaveLength(1);
  });
});
