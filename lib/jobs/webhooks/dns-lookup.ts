import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isLocalhost } from './url-policy.ts';

/** The addresses of a name. @throws an error with the `code` of the name server's answer */
export type ResolveHost = (name: string) => Promise<string[]>;

/**
 * Asks the name servers and nobody else. Not as the system would (`dns.lookup`): there, a few names whose servers hang hold up
 * all others of the process.
 */
export const resolveHost: ResolveHost = async name => {
  if (isLocalhost(name)) return ['127.0.0.1', '::1'];
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const [ipv4, ipv6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const addresses = [ipv4, ipv6].flatMap(result => (result.status === 'fulfilled' ? result.value : []));
  if (addresses.length === 0 && ipv4.status === 'rejected') throw ipv4.reason;
  return addresses;
};

/** The name of the error when a name leads to an address that is not allowed. */
export const addressRefusedCode = 'ADDRESS_REFUSED';

/**
 * The step of a connection that turns its name into addresses: what is checked here is what is connected to, so a name that means
 * something else a moment later gains nothing. One address that is not allowed is enough.
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
