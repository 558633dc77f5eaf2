import { buildUserAddition } from '../../lib/auth/change-team.ts';
import { toUserId } from '../../lib/auth/portal-user.ts';
import { toInstant } from '../../lib/domain/calendar.ts';
import { commitWrites, type TableAccess } from '../../lib/dynamodb/table-access.ts';
import { demoIds } from './demo-file.ts';
import { demoUsers } from './sign-in/demo-users.ts';
import { signInIssuer } from './sign-in/settings.ts';

/** Makes the demo users users of the demo tenant. Each is added again if it was removed. */
export async function ensureDemoUsers(store: TableAccess, nowMs: number): Promise<void> {
  const { tenantId } = demoIds;
  for (const { sub, email, name, role } of demoUsers) {
    const userId = toUserId(signInIssuer, sub);
    const user = { tenantId, userId, email, name, role, createdAt: toInstant(nowMs), version: 1 };
    await commitWrites(store, ...buildUserAddition(user));
  }
}
