import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isLocalhost } from './url-policy.ts';

/** Resolves a host name to addresses. @throws an error with the `code` of the DNS response */
export type ResolveHost = (name: string) => Promise<string[]>;

/**
 * Resolves a host name with DNS queries. It does not use `dns.lookup`, because a few names with unresponsive name servers would block
 * all other lookups of the process.
 */
export const resolveHost: ResolveHost = async name => {
  if (isLocalhost(name)) return ['127.0.0.1', '::1'];
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const [ipv4, ipv6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const addresses = [ipv4, ipv6].flatMap(result => (result.status === 'fulfilled' ? result.value : []));
  if (addresses.length === 0 && ipv4.status === 'rejected') throw ipv4.reason;
  return addresses;
};

/** The error code for a host name that resolves to an address that is not allowed. */
export const addressRefusedCode = 'ADDRESS_REFUSED';

/**
 * Creates the lookup function of a connection. It checks the same addresses that the connection then uses, so a name that resolves
 * differently a moment later gains nothing (DNS rebinding). A single address that is not allowed causes an error.
 */
export const createCheckedLookup =
  (resolve: ResolveHost, isAllowed: (address: string) => boolean): LookupFunction =>
  (name, { all }, callback) => {
    const fail = (error: Error) => callback(error, []);
    resolve(name).then(addresses => {
      const [first] = addresses;
      if (first === undefined) fail(createCodedError('ENOTFOUND'));
      else if (!addresses.every(isAllowed)) fail(createCodedError(addressRefusedCode));
      else if (all) callback(null, addresses.map(toLookupAddress));
      else callback(null, first, isIP(first));
    }, fail);
  };

const toLookupAddress = (address: string) => ({ address, family: isIP(address) });

const createCodedError = (code: string): Error => Object.assign(new Error(code), { code });
