import { beforeEach, describe, expect, it } from 'vitest';
import { toUserId } from '../../lib/auth/portal-user.ts';
import { beforeExecution, type NetworkFault, passThrough, refuseCall } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { createAccessToken, createIdToken, testPortalSettings } from '../support/test-sessions.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const day = 24 * 3_600_000;
let owner: string;
let ownerId: string;

/** Subjects and e-mail addresses are those of one test only, because a person may belong to several tenants. */
let test = 0;
const nameOf = (name: string) => `${name}-${test}-${world.tenantId}`;
const idOf = (name: string) => toUserId(testPortalSettings.issuer, nameOf(name));
const emailOf = (name: string) => `${nameOf(name)}@example.com`;

beforeEach(async () => {
  test += 1;
  owner = await world.haveSession('OWNER', nameOf('olivia'));
  ownerId = idOf('olivia');
  world.network.reset();
});

const call = (name: Parameters<typeof world.call>[0], send: SendOptions = {}) =>
  world.call(name, { session: owner, ...send });
const invite = (name: string, role = 'DEVELOPER') => call('inviteUser', { body: { email: emailOf(name), role } });
const listTeam = async () => (await call('listUsers')).json;
const remove = (userId: string, session = owner) => world.call('removeUser', { session, path: { userId } });
const changeRole = (userId: string, role: string, session = owner) =>
  world.call('changeUserRole', { session, path: { userId }, body: { role } });

/** Signs in with a verified e-mail address, unless the claims say otherwise. */
function signIn(name: string, claims: object = {}) {
  const idToken = createIdToken(nameOf(name), { email: emailOf(name), email_verified: true, name, ...claims });
  const headers = { Authorization: [`Bearer ${createAccessToken(nameOf(name))}`] };
  return world.call('signIn', { apiKey: '', headers, body: { idToken } });
}
const toSession = (name: string) => createAccessToken(nameOf(name));
const listActions = async () => (await world.items('audit')).map(({ action }) => action);

describe('an invitation', () => {
  it('makes the person a user at the first sign-in, once', async () => {
    expect((await invite('david')).json).toMatchObject({ email: emailOf('david'), role: 'DEVELOPER' });
    expect((await listTeam()).invitations).toHaveLength(1);
    const { json } = await signIn('david');
    expect(json).toEqual({
      ...{ email: emailOf('david'), isEmailVerified: true },
      tenants: [{ tenantId: world.tenantId, role: 'DEVELOPER' }],
    });
    expect((await signIn('david')).json).toEqual(json);
    const { users, invitations } = await listTeam();
    expect(invitations).toEqual([]);
    expect(users).toContainEqual({
      ...{ userId: idOf('david'), email: emailOf('david'), name: 'david', role: 'DEVELOPER', createdAt: world.now },
    });
    expect((await listActions()).toSorted()).toEqual(['user.invited', 'user.joined']);
    expect((await world.call('listLicenses', { session: toSession('david') })).status).toBe(200);
  });

  it('is found whatever the case of the e-mail address', async () => {
    await call('inviteUser', { body: { email: emailOf('david').toUpperCase(), role: 'VIEWER' } });
    expect((await signIn('david')).json.tenants).toHaveLength(1);
  });

  it.each([
    ['the e-mail address is not verified', { email_verified: false }],
    ['the e-mail address is another one', { email: 'other@example.com' }],
    ['the provider names no e-mail address', { email: undefined }],
  ])('is not accepted if %s', async (_, claims) => {
    await invite('david');
    expect((await signIn('david', claims)).json.tenants).toEqual([]);
    expect((await listTeam()).invitations).toHaveLength(1);
  });

  it('can be accepted for 14 days', async () => {
    await invite('david');
    world.clock += 14 * day;
    expect((await signIn('david')).json.tenants).toEqual([]);
    await invite('david', 'VIEWER');
    expect((await signIn('david')).json.tenants).toEqual([{ tenantId: world.tenantId, role: 'VIEWER' }]);
  });

  it('is replaced by another one to the same address', async () => {
    await invite('david', 'OWNER');
    await invite('david', 'VIEWER');
    expect((await listTeam()).invitations).toMatchObject([{ role: 'VIEWER' }]);
    expect((await signIn('david')).json.tenants).toMatchObject([{ role: 'VIEWER' }]);
  });

  it('can be cancelled', async () => {
    await invite('david');
    const cancel = { body: { email: emailOf('david') } };
    expect((await call('cancelInvitation', cancel)).status).toBe(200);
    expect((await call('cancelInvitation', cancel)).json.code).toBe('invitation_not_found');
    expect((await signIn('david')).json.tenants).toEqual([]);
  });

  it('is rejected if the e-mail address belongs to a user', async () => {
    await invite('david');
    await signIn('david');
    expect((await invite('david')).json.code).toBe('user_exists');
  });

  it('is accepted once although the person signs in twice at the same time', async () => {
    await invite('david');
    const results = await Promise.all([signIn('david'), signIn('david'), signIn('david')]);
    for (const { json } of results) expect(json.tenants).toHaveLength(1);
    expect((await listActions()).filter(action => action === 'user.joined')).toHaveLength(1);
  });

  it.each([
    ['the invitations are read', 'Query', 0],
    ['the memberships are read', 'Query', 1],
    ['the invitation is read', 'BatchGetItem', 0],
    ['it is accepted', 'TransactWriteItems', 0],
  ] as const)('is found although another window accepts it before %s', async (_, operation, callsBefore) => {
    await invite('david');
    const faults: NetworkFault[] = Array.from({ length: callsBefore }, () => passThrough);
    const acceptElsewhere = beforeExecution(async () => void (await signIn('david')));
    world.network.failNextOf(operation, ...faults, acceptElsewhere);
    expect((await signIn('david')).json.tenants).toHaveLength(1);
    expect((await listActions()).filter(action => action === 'user.joined')).toHaveLength(1);
  });

  it('of two tenants makes the person a user of both', async () => {
    const first = world.tenantId;
    const email = emailOf('david');
    await invite('david');
    const person = nameOf('david');
    await world.enterTenant();
    const other = await world.haveSession('OWNER', 'other-owner');
    await world.call('inviteUser', { session: other, body: { email, role: 'VIEWER' } });
    const idToken = createIdToken(person, { email, email_verified: true });
    const headers = { Authorization: [`Bearer ${createAccessToken(person)}`] };
    const { json } = await world.call('signIn', { apiKey: '', headers, body: { idToken } });
    expect(json.tenants.map(({ tenantId }: { tenantId: string }) => tenantId).toSorted()).toEqual(
      [first, world.tenantId].toSorted(),
    );
  });
});

describe('a sign-in', () => {
  it('needs an access token, and the ID token of the same person', async () => {
    const idToken = createIdToken(nameOf('david'), { email: emailOf('david'), email_verified: true });
    const headers = { Authorization: [`Bearer ${createAccessToken(nameOf('eve'))}`] };
    const foreign = await world.call('signIn', { apiKey: '', headers, body: { idToken } });
    expect([foreign.status, foreign.json.details[0].property]).toEqual([400, 'idToken']);
    expect((await world.call('signIn', { apiKey: '', body: { idToken } })).status).toBe(401);
    expect((await world.call('signIn', { apiKey: '', headers, body: {} })).status).toBe(400);
  });

  it('loses no invitation while DynamoDB is not available', async () => {
    await invite('david');
    for (let call = 0; call < 12; call++)
      world.network.failNextOf('TransactWriteItems', refuseCall('InternalServerError', {}, 500));
    expect((await signIn('david')).status).toBe(503);
    world.network.reset();
    expect((await signIn('david')).json.tenants).toHaveLength(1);
  });
});

describe('a user', () => {
  it('who is removed gets 401 at the next request, and is no longer a user of the tenant', async () => {
    await invite('david');
    await signIn('david');
    expect((await remove(idOf('david'))).json).toMatchObject({ email: emailOf('david') });
    expect((await world.call('listLicenses', { session: toSession('david') })).status).toBe(401);
    expect((await signIn('david')).json.tenants).toEqual([]);
    expect((await remove(idOf('david'))).json.code).toBe('user_not_found');
    await invite('david');
    expect((await signIn('david')).json.tenants).toHaveLength(1);
  });

  it('has another role at the next request', async () => {
    await invite('david', 'VIEWER');
    await signIn('david');
    const create = () =>
      world.call('createApiKey', { session: toSession('david'), body: { name: 'x', scopes: ['*'] } });
    expect((await create()).status).toBe(403);
    expect((await changeRole(idOf('david'), 'DEVELOPER')).json).toMatchObject({ role: 'DEVELOPER' });
    expect((await create()).status).toBe(200);
    expect(await listActions()).toContain('user.role-changed');
  });

  it('has a role that is not changed by the same role, and the audit log has no item of it', async () => {
    const before = await listActions();
    expect((await changeRole(ownerId, 'OWNER')).status).toBe(200);
    expect(await listActions()).toEqual(before);
  });

  it('who is removed leaves the API keys that work on', async () => {
    await invite('david');
    await signIn('david');
    const created = await world.call('createApiKey', { session: toSession('david'), body: { scopes: ['*'] } });
    await remove(idOf('david'));
    expect((await world.call('getApiKey', { apiKey: created.json.secret })).status).toBe(200);
    const apiKeys = (await call('listApiKeys')).json.items;
    expect(apiKeys).toContainEqual(
      expect.objectContaining({ createdBy: { type: 'USER', id: idOf('david'), name: 'david' } }),
    );
  });
});

describe('the last owner', () => {
  it('can be neither removed nor demoted', async () => {
    await invite('david');
    await signIn('david');
    expect((await remove(ownerId)).json.code).toBe('last_owner');
    expect((await changeRole(ownerId, 'VIEWER')).json.code).toBe('last_owner');
  });

  it.each(['removed', 'demoted', 'removed and demoted'])('remains when two owners are %s by each other', async how => {
    for (let round = 0; round < 10; round++) {
      test += 1;
      const first = await world.haveSession('OWNER', nameOf('first'));
      const second = await world.haveSession('OWNER', nameOf('second'));
      if (round === 0) await remove(ownerId, first);
      const change = (of: string, by: string, index: number) =>
        how === 'removed' || (how !== 'demoted' && index === 0)
          ? remove(idOf(of), by)
          : changeRole(idOf(of), 'VIEWER', by);
      await Promise.all([change('first', second, 0), change('second', first, 1)]);
      const statuses = await Promise.all(
        [first, second].map(async session => (await world.call('listUsers', { session })).status),
      );
      expect(statuses.filter(status => status === 200)).toHaveLength(1);
      const [keeper] = statuses[0] === 200 ? [first] : [second];
      const owners = (await world.call('listUsers', { session: keeper })).json.users.filter(
        ({ role }: { role: string }) => role === 'OWNER',
      );
      expect(owners).toHaveLength(1);
      // The next round begins with two new owners.
      const next = await world.haveSession('OWNER', nameOf('next'));
      const { userId } = owners[0];
      expect((await remove(userId, next)).status).toBe(200);
      await world.remove({ table: 'users', primaryKey: { pk: world.tenantId, sk: `user#${idOf('next')}` } });
    }
  });
});

describe('the team', () => {
  it.each(['listUsers', 'inviteUser', 'removeUser', 'changeUserRole', 'cancelInvitation'] as const)(
    'is open to owners only: %s',
    async name => {
      const developer = await world.haveSession('DEVELOPER');
      const body = { email: emailOf('x'), role: 'VIEWER' };
      const { status } = await world.call(name, {
        ...{ session: developer, path: { userId: ownerId } },
        ...(name === 'listUsers' ? {} : { body: name === 'removeUser' ? {} : body }),
      });
      expect(status).toBe(403);
    },
  );

  it('of another tenant has no such user', async () => {
    await world.enterTenant();
    const other = await world.haveSession('OWNER', 'another');
    expect((await remove(ownerId, other)).status).toBe(404);
    expect((await changeRole(ownerId, 'VIEWER', other)).status).toBe(404);
  });
});
