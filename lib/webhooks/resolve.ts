import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isLocalhost } from './address.ts';

/** The addresses of a name. @throws an error with the `code` of the name server's answer */
export type Resolve = (name: string) => Promise<string[]>;

/**
 * Asks the name servers and nobody else. Not as the system would (`dns.lookup`): there, a few names whose servers hang hold up
 * all others of the process.
 */
export const resolveName: Resolve = async name => {
  if (isLocalhost(name)) return ['127.0.0.1', '::1'];
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const found = [four, six].flatMap(result => (result.status === 'fulfilled' ? result.value : []));
  if (found.length === 0 && four.status === 'rejected') throw four.reason;
  return found;
};

/** The name of the error when a name leads to an address that is not allowed. */
export const addressRefused = 'ADDRESS_REFUSED';

/**
 * The step of a connection that turns its name into addresses: what is checked here is what is connected to, so a name that means
 * something else a moment later gains nothing. One address that is not allowed is enough.
 */
export const checkedLookup =
  (resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction =>
  (name, { all }, callback) => {
    const failed = (error: Error) => callback(error, []);
    resolve(name).then(addresses => {
      const [first] = addresses;
      if (first === undefined) failed(withCode('ENOTFOUND'));
      else if (!addresses.every(isAllowed)) failed(withCode(addressRefused));
      else if (all) callback(null, addresses.map(withFamily));
      else callback(null, first, isIP(first));
    }, failed);
  };

const withFamily = (address: string) => ({ address, family: isIP(address) });

const withCode = (code: string): Error => Object.assign(new Error(code), { code });
