import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { allShards, applyDue, type Order, type Report } from '../../lib/apply/apply-due.ts';
import type { Ports } from '../../lib/command/ports.ts';
import { createClient, dynamoDatabase } from '../../lib/store/dynamodb.ts';
import type { TestEngine } from '../support/engine.ts';
import { Network } from '../support/network.ts';

/** The job over the real SDK and a real engine: with a clock that is set, sleeps that pass at once, and a network that can fail. */
export class Applier {
  readonly network = new Network();
  /** The keys of what a person was told of, with the reason. */
  readonly told: { parked: [string, string][]; failed: [string, unknown][] } = { parked: [], failed: [] };
  /** Epoch milliseconds. */
  clock: number;
  readonly ports: Ports;
  private readonly client: DynamoDBClient;

  constructor({ url, tables }: TestEngine, now: number) {
    this.clock = now;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    this.client = createClient({ endpoint: url, region: 'local', credentials, requestHandler: this.network });
    this.ports = {
      database: dynamoDatabase(this.client, tables, () => this.clock, 60_000),
      now: () => this.clock,
      newId: randomUUID,
      random: () => 1,
      sleep: async ms => {
        this.clock += ms;
      },
    };
  }

  run(order: Partial<Order> = {}): Promise<Report> {
    return applyDue({ lines: allShards, deadline: this.clock + 50_000, ...order }, this.ports, {
      parked: (at, reason) => this.told.parked.push([at, reason]),
      failed: (at, cause) => this.told.failed.push([at, cause]),
    });
  }

  close(): void {
    this.client.destroy();
  }
}
