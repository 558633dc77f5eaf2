import type { Role } from '../../../lib/contract/portal-user.ts';

/** A person who can sign in to the portal of the demo tenant with one click. */
export interface DemoUser {
  /** The subject of the user's tokens. */
  sub: string;
  email: string;
  name: string;
  role: Role;
  /** Describes the role on the sign-in page. */
  mayDo: string;
}

export const demoUsers: readonly DemoUser[] = [
  {
    sub: 'demo-owner',
    email: 'owner@demo.example',
    name: 'Olivia Owner',
    role: 'OWNER',
    mayDo: 'may do everything, including users and the audit log',
  },
  {
    sub: 'demo-developer',
    email: 'developer@demo.example',
    name: 'David Developer',
    role: 'DEVELOPER',
    mayDo: 'may do everything except users and the audit log',
  },
  {
    sub: 'demo-viewer',
    email: 'viewer@demo.example',
    name: 'Vera Viewer',
    role: 'VIEWER',
    mayDo: 'may read, but change nothing',
  },
];
