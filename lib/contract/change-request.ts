import * as z from 'zod';

/** The author of a change. */
export const Actor = z
  .strictObject({
    type: z.enum(['API_KEY', 'USER', 'TOOL']).describe('An API key, a user of the portal, or a tool of the operator.'),
    id: z.string().describe('The ID of the API key or of the user, or the name of the tool.'),
  })
  .describe('Who sent the request.');
export type Actor = z.infer<typeof Actor>;

/** The request that made a change. */
export const ChangeRequest = z
  .strictObject({ id: z.string().describe('The `X-Request-Id` of the request.'), actor: Actor })
  .meta({ id: 'ChangeRequest', description: 'The request that made a change.' });
export type ChangeRequest = z.infer<typeof ChangeRequest>;
