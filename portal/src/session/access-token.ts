import type { UserManager } from 'oidc-client-ts';

const refreshBeforeSeconds = 60;

/** The refresh that runs now. All requests wait for it. */
let runningRefresh: Promise<unknown> | undefined;

/** Returns the access token. Refreshes it shortly before it expires; if that fails, the old one is sent, and the server refuses it. */
export async function readAccessToken(manager: UserManager): Promise<string> {
  const user = await manager.getUser();
  if (user?.refresh_token && (user.expires_in ?? 0) < refreshBeforeSeconds) {
    runningRefresh ??= manager
      .signinSilent()
      .catch(() => undefined)
      .finally(() => {
        runningRefresh = undefined;
      });
    await runningRefresh;
  }
  return (await manager.getUser())?.access_token ?? '';
}
