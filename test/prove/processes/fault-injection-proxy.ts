import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CallRelay, type ProxyResponse, startEngineProxy } from '../../support/engine-proxy.ts';
import { pickOne } from '../../support/random.ts';

/** What became of the calls that went wrong, by the kind of wrong. */
export type FaultCounts = Record<string, number>;

const createNetworkRefusal = (name: string, status: number): ProxyResponse => ({
  status,
  body: Buffer.from(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name })),
});

const withNewToken = (body: string) => JSON.stringify({ ...JSON.parse(body), ClientRequestToken: randomUUID() });

/** One thing that can happen to a call; some only to a transaction. */
const callFaults: Record<string, CallRelay> = {
  dropped: async () => 'cut',
  'answers lost': async (_operation, _body, forward) => {
    await forward();
    return 'cut';
  },
  delayed: async (_operation, _body, forward) => {
    await sleep(40);
    return forward();
  },
  throttled: async () => createNetworkRefusal('ThrottlingException', 400),
  failed: async () => createNetworkRefusal('InternalServerError', 500),
  'carried out late': async (_operation, _body, forward) => {
    setTimeout(() => forward().catch(() => {}), 150);
    return 'cut';
  },
};
const transactionFaults: Record<string, CallRelay> = {
  duplicated: async (_operation, _body, forward) => {
    const [first] = await Promise.all([forward(), forward()]);
    return first;
  },
  'duplicated under a forgotten token': async (_operation, body, forward) => {
    const first = await forward();
    await forward(withNewToken(body));
    return first;
  },
  conflicts: async () => createNetworkRefusal('TransactionConflictException', 400),
  'late under a forgotten token': async (_operation, body, forward) => {
    setTimeout(() => forward(withNewToken(body)).catch(() => {}), 150);
    return 'cut';
  },
};

/** The network between servers and engine, which does what networks do to one call in so many, until it is healed. */
export class FaultInjectionProxy {
  readonly faultCounts: FaultCounts = {};
  /** Of the calls, so many go wrong. */
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
    const [name, trouble] = pickOne(Object.entries(possible), this.random);
    this.faultCounts[name] = (this.faultCounts[name] ?? 0) + 1;
    return trouble(operation, body, forward);
  };
}
