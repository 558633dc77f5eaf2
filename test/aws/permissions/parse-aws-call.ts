import type { IncomingHttpHeaders } from 'node:http';
import { deployedRegion } from '../deployment/project.ts';
import { listTableRequests } from './dynamodb-access.ts';
import type { AccessRequest } from './evaluate-policy.ts';
import { emulatorAccount } from './resolve-reference.ts';

/** An HTTP request to AWS. */
export interface AwsHttpRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Lists the permissions that IAM requires for a request. For a service that this test does not know, the resource is `unknown`. */
export function listRequiredAccess({ method, path, headers, body }: AwsHttpRequest): AccessRequest[] {
  const [, service = 'unsigned'] = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const operation = String(headers['x-amz-target'] ?? `${method} ${path}`).replace(/^\w+\./, '');
  switch (service) {
    case 'dynamodb':
      return listTableRequests(operation, JSON.parse(body));
    case 'sqs': {
      const { QueueUrl } = JSON.parse(body) as { QueueUrl: string };
      // A batch needs the permission for its messages.
      return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource: toArn('sqs', QueueUrl.split('/').at(-1)) }];
    }
    case 'events': {
      const { Entries = [] } = JSON.parse(body) as { Entries?: { EventBusName?: string }[] };
      const buses = new Set(Entries.map(({ EventBusName = 'default' }) => EventBusName));
      return [...buses].map(bus => ({ action: `events:${operation}`, resource: toArn('events', `event-bus/${bus}`) }));
    }
    case 's3':
      if (method === 'PUT') return [{ action: 's3:PutObject', resource: `arn:aws:s3:::${path.slice(1)}` }];
  }
  return [{ action: `${service}:${operation}`, resource: 'unknown' }];
}

const toArn = (service: string, resource: string | undefined): string =>
  `arn:aws:${service}:${deployedRegion}:${emulatorAccount}:${resource}`;
