import type { portalComponents } from '../../../../client/src/index.ts';

export type UserRole = portalComponents['schemas']['User']['role'];

const roleTexts: Record<UserRole, string> = {
  OWNER: 'Owner: everything, including users and the audit log',
  DEVELOPER: 'Developer: everything except users and the audit log',
  VIEWER: 'Viewer: reads, but changes nothing',
};

export const roleOptions = Object.entries(roleTexts).map(([value, label]) => ({ value, label }));
