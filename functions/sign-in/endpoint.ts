import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { SignInResult } from '../../lib/contract/portal-user.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'signIn',
  auth: 'sign-in',
  method: 'POST',
  path: '/portal/sign-in',
  tag: portalTags.session,
  summary: 'Accept invitations and list the tenants of a person',
  description:
    'The portal sends this after each sign-in, with the access token in `Authorization` and the ID token in the body. Open invitations to the ' +
    'verified e-mail address of the ID token are accepted. To repeat the request changes nothing, so an idempotency key is not used.',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject({
    idToken: z.string().max(16_384).describe('The ID token of the same sign-in as the access token.'),
  }),
  success: { status: 200, schema: SignInResult },
  errors: [],
  access: { users: ['BatchGetItem', 'Query', 'PutItem', 'DeleteItem'], audit: ['PutItem'] },
} as const satisfies PortalEndpoint;
