import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where webhooks may go. */
export interface UrlPolicy {
  /** The server of this machine alone: loopback addresses too, and to them also without TLS. */
  allowLoopback: boolean;
}

/** What is wrong with an address of an endpoint. */
export type UrlProblem =
  | 'url_malformed'
  | 'url_too_long'
  | 'url_not_https'
  | 'url_has_credentials'
  | 'url_has_fragment'
  | 'url_port_refused'
  | 'address_refused';

const maxUrlLength = 2048;
/** Those below belong to other services, which must not be spoken to by way of us. */
const minNonstandardPort = 1024;

/**
 * Judges an address before any name is resolved. The parser is the one that the connection is made with: decimal, octal and
 * hexadecimal spellings of an address are what they stand for in both places.
 */
export function findUrlProblem(urlText: string, policy: UrlPolicy): UrlProblem | undefined {
  if (urlText.length > maxUrlLength) return 'url_too_long';
  // The parser would leave out or turn into others what no address has.
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

/** Whether a connection to an address may be made: public ones over TLS. */
export function isConnectionAllowed(address: string, protocol: string, policy: UrlPolicy): boolean {
  const range = classifyAddress(address);
  if (range === 'unicast') return protocol === 'https:';
  return range === 'loopback' && policy.allowLoopback;
}

/** Of an IPv6 address without its brackets. */
export const extractHost = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** By RFC 6761 these names are this machine, whatever a name server says. */
export const isLocalhost = (name: string): boolean => /^(.*\.)?localhost\.?$/i.test(name);

const isLoopbackHost = (url: URL): boolean =>
  isLocalhost(url.hostname) || classifyAddress(extractHost(url)) === 'loopback';

/** `unicast`: public, as far as anybody can tell. */
function classifyAddress(address: string): string {
  // A zone belongs to addresses of one network only.
  if (isIP(address) === 0 || address.includes('%')) return 'none';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  // All that is handed out is in 2000::/3; beyond it are addresses with an IPv4 address inside, and what nobody knows yet.
  if (parsed instanceof ipaddr.IPv6 && range === 'unicast') {
    return ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000 ? range : 'reserved';
  }
  return range;
}
