/** The address of an API, such as `https://api.example.com` and `/connect`; neither part ends in a slash. */
export interface ApiAddress {
  origin: string;
  /** The gateway's stage or the base path of a domain; empty if there is none. */
  basePath: string;
}

/** Returns undefined for a text that is not the address of an API. User names are refused: the API key alone identifies the caller. */
export function parseApiAddress(text: string): ApiAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password)
    return undefined;
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, '') };
}
