/** The settings of the sign-in. */
export interface PortalConfig {
  /** The base of the login pages: an absolute address, or a path of this origin. */
  loginUrl: string;
  clientId: string;
  issuer: string;
}

/** Reads the settings of the stage that serves the page. @throws Error with the message of the server */
export async function readPortalConfig(): Promise<PortalConfig> {
  const response = await fetch('portal/config.json');
  const body = await response.json();
  if (!response.ok) throw new Error(describeFailure(body));
  return body;
}

/** The body of an error says in its details what is missing. */
function describeFailure({ message, details = [] }: { message: string; details?: { message: string }[] }): string {
  return [message, ...details.map(detail => `Sign-in ${detail.message}`)].join(' ');
}
