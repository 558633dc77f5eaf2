import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CallRelay, type ProxyResponse, startEngineProxy } from '../../support/engine-proxy.ts';
import { pickOne } from '../../support/random.ts';

/** Number of failed calls by kind of fault. */
export type FaultCounts = Record<string, number>;

const createNetworkRefusal = (name: string, status: number): ProxyResponse => ({
  status,
  body: Buffer.from(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name })),
});

const withNewToken = (body: string) => JSON.stringify({ ...JSON.parse(body), ClientRequestToken: randomUUID() });

/** Faults that can affect every call. */
const callFaults: Record<string, CallRelay> = {
  dropped: async () => 'cut',
  'with a lost response': async (_operation, _body, forward) => {
    await forward();
    return 'cut';
  },
  delayed: async (_operation, _body, forward) => {
    await sleep(40);
    return forward();
  },
  throttled: async () => createNetworkRefusal('ThrottlingException', 400),
  failed: async () => createNetworkRefusal('InternalServerError', 500),
  'executed late': async (_operation, _body, forward) => {
    setTimeout(() => forward().catch(() => {}), 150);
    return 'cut';
  },
};
/** Faults that can affect only a transaction. */
const transactionFaults: Record<string, CallRelay> = {
  duplicated: async (_operation, _body, forward) => {
    const [first] = await Promise.all([forward(), forward()]);
    return first;
  },
  'duplicated with an expired token': async (_operation, body, forward) => {
    const first = await forward();
    await forward(withNewToken(body));
    return first;
  },
  'with a conflict': async () => createNetworkRefusal('TransactionConflictException', 400),
  'executed late with an expired token': async (_operation, body, forward) => {
    setTimeout(() => forward(withNewToken(body)).catch(() => {}), 150);
    return 'cut';
  },
};

/** Network between the servers and the engine that injects faults at a given rate. */
export class FaultInjectionProxy {
  readonly faultCounts: FaultCounts = {};
  /** Share of the calls that fail, from 0 to 1. */
  faultRate = 0;
  url = '';
  stop = () => {};
  private readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  async open(engineUrl: string): Promise<void> {
    const proxy = await startEngineProxy(engineUrl, this.relay);
    this.url = proxy.url;
    this.stop = proxy.stop;
  }

  private readonly relay: CallRelay = (operation, body, forward) => {
    if (this.random() >= this.faultRate) return forward();
    const possible = operation === 'TransactWriteItems' ? { ...callFaults, ...transactionFaults } : callFaults;
    const [name, relayWithFault] = pickOne(Object.entries(possible), this.random);
    this.faultCounts[name] = (this.faultCounts[name] ?? 0) + 1;
    return relayWithFault(operation, body, forward);
  };
}
