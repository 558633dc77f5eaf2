import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The rules for webhook URLs. */
export interface UrlPolicy {
  /** Also allows loopback addresses, without TLS too. Only for the local server. */
  allowLoopback: boolean;
}

/** The reason why the URL of an endpoint is not allowed. */
export type UrlProblem =
  | 'url_malformed'
  | 'url_too_long'
  | 'url_not_https'
  | 'url_has_credentials'
  | 'url_has_fragment'
  | 'url_port_refused'
  | 'address_refused';

const maxUrlLength = 2048;
/** Ports below this belong to other services. Webhooks must not be usable to reach them. */
const minNonstandardPort = 1024;

/**
 * Checks a URL before its host name is resolved. The connection uses the same URL parser, so decimal, octal and hexadecimal spellings
 * of an IP address mean the same address in both places.
 */
export function findUrlProblem(urlText: string, policy: UrlPolicy): UrlProblem | undefined {
  if (urlText.length > maxUrlLength) return 'url_too_long';
  // The URL parser would drop or replace these characters.
  if (!/^[\x21-\x7e]+$/.test(urlText) || urlText.includes('\\') || !URL.canParse(urlText)) return 'url_malformed';
  const url = new URL(urlText);
  const isAllowedLoopback = policy.allowLoopback && isLoopbackHost(url);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowedLoopback)) return 'url_not_https';
  if (url.username !== '' || url.password !== '') return 'url_has_credentials';
  if (urlText.includes('#')) return 'url_has_fragment';
  if (url.port !== '' && Number(url.port) < minNonstandardPort && !isAllowedLoopback) return 'url_port_refused';
  const host = extractHost(url);
  return isIP(host) !== 0 && !isConnectionAllowed(host, url.protocol, policy) ? 'address_refused' : undefined;
}

/** Returns true if a connection to an address is allowed: a public address over TLS. */
export function isConnectionAllowed(address: string, protocol: string, policy: UrlPolicy): boolean {
  const range = classifyAddress(address);
  if (range === 'unicast') return protocol === 'https:';
  return range === 'loopback' && policy.allowLoopback;
}

/** Extracts the host of a URL, an IPv6 address without its brackets. */
export const extractHost = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** Returns true for names that RFC 6761 reserves for the local machine, whatever DNS says. */
export const isLocalhost = (name: string): boolean => /^(.*\.)?localhost\.?$/i.test(name);

const isLoopbackHost = (url: URL): boolean =>
  isLocalhost(url.hostname) || classifyAddress(extractHost(url)) === 'loopback';

/** Classifies an IP address. `unicast` means a public address. */
function classifyAddress(address: string): string {
  // Only addresses of a local network have a zone.
  if (isIP(address) === 0 || address.includes('%')) return 'none';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  // All assigned public addresses are in 2000::/3. Others contain IPv4 addresses or are not assigned yet.
  if (parsed instanceof ipaddr.IPv6 && range === 'unicast') {
    return ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000 ? range : 'reserved';
  }
  return range;
}
