import { Resolver } from 'node:dns/promises';
import { Socket } from 'node:net';

/*
 * The network of the deployed functions, loaded into their processes on the emulator. One host name has a public address in DNS, as the
 * functions demand it, and connections to that name lead to this machine. All other names and addresses are as they were.
 */

const receiverHost = process.env.WEBHOOK_RECEIVER_HOST;
const publicAddress = '93.184.215.14';
const localAddress = { address: '127.0.0.1', family: 4 };

const resolverMethods = Resolver.prototype;
const { resolve4, resolve6 } = resolverMethods;
resolverMethods.resolve4 = async function (name, ...rest) {
  return name === receiverHost ? [publicAddress] : resolve4.call(this, name, ...rest);
};
resolverMethods.resolve6 = async function (name, ...rest) {
  return name === receiverHost ? [] : resolve6.call(this, name, ...rest);
};

const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  const [options] = args.flat();
  if (options?.host === receiverHost && options.lookup) options.lookup = leadToThisMachine(options.lookup);
  return connect.apply(this, args);
};

/** Keeps the checks of the lookup function: an address that it refuses stays refused. */
const leadToThisMachine = lookup => (name, options, callback) =>
  lookup(name, options, (error, ...found) => {
    if (error) callback(error, ...found);
    else if (options.all) callback(null, [localAddress]);
    else callback(null, localAddress.address, localAddress.family);
  });
