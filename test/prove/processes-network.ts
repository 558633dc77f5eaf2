import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Relay, type Reply, startProxy } from '../support/proxy.ts';
import { oneOf } from '../support/random.ts';

/** What became of the calls that went wrong, by the kind of wrong. */
export type Troubles = Record<string, number>;

const refused = (name: string, status: number): Reply => ({
  status,
  body: Buffer.from(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name })),
});

const withNewToken = (body: string) => JSON.stringify({ ...JSON.parse(body), ClientRequestToken: randomUUID() });

/** One thing that can happen to a call; some only to a transaction. */
const troubles: Record<string, Relay> = {
  dropped: async () => 'cut',
  'answers lost': async (_operation, _body, forward) => {
    await forward();
    return 'cut';
  },
  delayed: async (_operation, _body, forward) => {
    await sleep(40);
    return forward();
  },
  throttled: async () => refused('ThrottlingException', 400),
  failed: async () => refused('InternalServerError', 500),
  'carried out late': async (_operation, _body, forward) => {
    setTimeout(() => forward().catch(() => {}), 150);
    return 'cut';
  },
};
const ofTransactions: Record<string, Relay> = {
  duplicated: async (_operation, _body, forward) => {
    const [first] = await Promise.all([forward(), forward()]);
    return first;
  },
  'duplicated under a forgotten token': async (_operation, body, forward) => {
    const first = await forward();
    await forward(withNewToken(body));
    return first;
  },
  conflicts: async () => refused('TransactionConflictException', 400),
  'late under a forgotten token': async (_operation, body, forward) => {
    setTimeout(() => forward(withNewToken(body)).catch(() => {}), 150);
    return 'cut';
  },
};

/** The network between servers and engine, which does what networks do to one call in so many, until it is healed. */
export class BadNetwork {
  readonly troubles: Troubles = {};
  /** Of the calls, so many go wrong. */
  share = 0;
  url = '';
  stop = () => {};
  private readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  async open(engineUrl: string): Promise<void> {
    const proxy = await startProxy(engineUrl, this.relay);
    this.url = proxy.url;
    this.stop = proxy.stop;
  }

  private readonly relay: Relay = (operation, body, forward) => {
    if (this.random() >= this.share) return forward();
    const possible = operation === 'TransactWriteItems' ? { ...troubles, ...ofTransactions } : troubles;
    const [name, trouble] = oneOf(Object.entries(possible), this.random);
    this.troubles[name] = (this.troubles[name] ?? 0) + 1;
    return trouble(operation, body, forward);
  };
}
