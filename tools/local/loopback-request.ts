/**
 * Returns true for a request from this machine, to a host name that cannot be made to point here from outside.
 *
 * @param host - the Host header
 * @param peer - the address that the connection comes from
 */
export function isLoopbackRequest(host: string, peer: string): boolean {
  const hostname = host.replace(/:\d+$/, '');
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) && /^(::ffff:)?127\.|^::1$/.test(peer);
}
