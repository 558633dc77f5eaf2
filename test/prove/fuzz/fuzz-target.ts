import { once } from 'node:events';
import { connect } from 'node:net';
import type { OperationName } from '../../../functions/endpoints.ts';
import type { EndpointHandler } from '../../../lib/http/create-handler.ts';
import { createLocalGateway, type LocalGateway } from '../../../tools/local/gateway.ts';
import { loadedEndpoints } from '../../support/operations.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import { TestWorld } from '../../support/test-world.ts';
import { type ApiKeyName, createApiKeyPlaceholder, type WireRequest } from './fuzz-requests.ts';
import { knownReferenceId } from './fuzz-values.ts';

/** A response as it was received over the wire. */
export interface WireResponse {
  status: number;
  /** Headers by their names as they were sent. */
  headers: Record<string, string>;
  body: string;
}

/** Marker in every name and text of the other tenant. No request contains it. */
export const neighbourSecret = 'SECRET-of-another-tenant';

/** The functions behind the local gateway, with the data of the caller's tenant and of a neighbour tenant. */
export class FuzzTarget {
  readonly world: TestWorld;
  /** Failures of the functions that no response shows. */
  readonly failures: unknown[] = [];
  private readonly gateway: LocalGateway;
  private readonly apiKeys = new Map<ApiKeyName, string>();
  private port = 0;

  constructor(engine: TestEngine) {
    this.world = new TestWorld(engine);
    const operations = loadedEndpoints.map(({ name }) => name);
    this.gateway = createLocalGateway(new Map(operations.map(name => [name, this.createCheckedHandler(name)])));
  }

  /** Creates a handler that checks every response against the contract before it is sent. */
  private createCheckedHandler(operation: OperationName): EndpointHandler {
    return async event => {
      try {
        const { status, headers, body } = await this.world.handleEvent(operation, event);
        return { statusCode: status, headers, body };
      } catch (error) {
        this.failures.push(error);
        throw error;
      }
    };
  }

  async open(): Promise<void> {
    const { world } = this;
    world.open();
    await world.reset();
    await this.createNeighbour();
    await haveTenantData(world, 'Ada Ltd');
    this.apiKeys.set('full', world.apiKey);
    this.apiKeys.set('readOnly', await world.haveApiKey({ scopes: ['licenses:read'] }));
    this.apiKeys.set('revoked', await world.haveApiKey({ revokedAt: world.now }));
    this.apiKeys.set(
      'unknown',
      `${world.apiKey.slice(0, -7)}${world.apiKey.endsWith('A') ? 'B' : 'A'}${world.apiKey.slice(-6)}`,
    );
    const server = this.gateway.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    this.port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  }

  /** Creates a tenant with the same ids and idempotency keys as the caller's tenant and some of its own, with secret texts. */
  private async createNeighbour(): Promise<void> {
    const { world } = this;
    const leaveTenant = await world.enterTenant();
    await haveTenantData(world, neighbourSecret);
    await haveTenantData(world, neighbourSecret, 'theirs');
    for (const key of ['a', 'b', 'c']) {
      const body = { productOfferingId: 'offering', customerId: 'customer', metadata: { secret: neighbourSecret } };
      await world.call('createLicense', { idempotencyKey: key, body });
    }
    this.apiKeys.set('theirs', world.apiKey);
    this.neighbourTenantId = world.tenantId;
    leaveTenant();
  }
  private neighbourTenantId = '';

  /** Reads everything that is stored for the other tenant. */
  async readNeighbourItems(): Promise<unknown> {
    const { tenantId } = this.world;
    this.world.tenantId = this.neighbourTenantId;
    const items = [await this.world.items(), await this.world.records()];
    this.world.tenantId = tenantId;
    return items;
  }

  /** Sends a request. @returns undefined if the connection ended without a response */
  async send({ method, target, headers, body }: WireRequest): Promise<WireResponse | undefined> {
    const texts = headers.map(([name, value]) => `${name}: ${this.replacePlaceholder(value)}`);
    const length = body.length > 0 ? [`Content-Length: ${body.length}`] : [];
    const head = [`${method} ${target} HTTP/1.1`, 'Host: api', 'Connection: close', ...length, ...texts, '', ''].join(
      '\r\n',
    );
    const socket = connect(this.port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', chunk => chunks.push(chunk));
    socket.on('error', () => {});
    socket.write(Buffer.concat([Buffer.from(head, 'latin1'), body]));
    await once(socket, 'close');
    return parseResponse(Buffer.concat(chunks));
  }

  private replacePlaceholder(value: string): string {
    for (const [name, text] of this.apiKeys) if (value === createApiKeyPlaceholder(name)) return text;
    return value;
  }

  async close(): Promise<void> {
    await this.gateway.drain();
    this.world.close();
  }
}

async function haveTenantData(world: TestWorld, name: string, id?: string): Promise<void> {
  await Promise.all([
    world.haveCustomer(id ?? 'customer', name),
    world.haveUser(id ?? 'user', id ?? 'customer'),
    world.haveSubscriber(id ?? 'subscriber', id ?? 'customer'),
    world.haveOffering({ productOfferingId: id ?? 'offering', name }),
    world.haveLicense({
      licenseId: id ?? 'license',
      customer: { customerId: id ?? 'customer', name },
      metadata: { name },
    }),
    world.haveSubscription([{}, { offeringId: 'addon-2' }], {
      subscriptionId: id ?? 'subscription',
      customer: { customerId: id ?? 'customer', name },
      display: name,
    }),
  ]);
  for (const kind of ['customer', 'subscription'] as const)
    await world.haveReference(kind, id ?? knownReferenceId, id ?? kind);
  if (id !== undefined) return;
  await Promise.all([
    world.haveCustomer('other-customer', name),
    world.haveOffering({ productOfferingId: 'archived', status: 'ARCHIVED', name }),
    world.haveLicense({
      licenseId: 'scheduled',
      starts: { on: '2024-02-01', at: '2024-02-01T00:00:00.000Z' },
      metadata: { name },
    }),
  ]);
}

function parseResponse(bytes: Buffer): WireResponse | undefined {
  if (bytes.length === 0) return undefined;
  const end = bytes.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = lines.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  const hop = ['connection', 'content-length', 'date', 'transfer-encoding', 'keep-alive'];
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headers.filter(([name = '']) => !hop.includes(name.toLowerCase()))),
    body: bytes.subarray(end + 4).toString('utf8'),
  };
}
