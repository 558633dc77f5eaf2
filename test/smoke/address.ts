/** Where an API is: `https://api.example.com` and `/connect`, either without a slash at its end. */
export interface Address {
  origin: string;
  /** The gateway's stage or the base path of a domain; empty where there is none. */
  basePath: string;
}

/** Undefined for what is no address of an API. Who calls it is told by the key alone. */
export function addressFrom(text: string): Address | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password)
    return undefined;
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, '') };
}
