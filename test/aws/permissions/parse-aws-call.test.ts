import { describe, expect, it } from 'vitest';
import { listRequiredAccess } from './parse-aws-call.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:000000000000:${resource}`;

const list = (service: string, target: string | undefined, input: object, path = '/', method = 'POST') =>
  listRequiredAccess({
    ...{ method, path, body: JSON.stringify(input) },
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20240115/eu-central-1/${service}/aws4_request, Signature=0`,
      ...(target && { 'x-amz-target': target }),
    },
  });

const listTable = (operation: string, input: object) => list('dynamodb', `DynamoDB_20120810.${operation}`, input);

describe('listRequiredAccess', () => {
  it('requires the permission for the index and not for its table', () => {
    expect(listTable('Query', { TableName: 'a', IndexName: 'byTenant' })).toEqual([
      { action: 'dynamodb:Query', resource: arn('dynamodb', 'table/a/index/byTenant'), context: {} },
    ]);
  });

  it('requires the permission for each table of a batch', () => {
    const requests = listTable('BatchGetItem', { RequestItems: { a: {}, b: {} } });
    expect(requests.map(({ action, resource }) => [action, resource])).toEqual([
      ['dynamodb:BatchGetItem', arn('dynamodb', 'table/a')],
      ['dynamodb:BatchGetItem', arn('dynamodb', 'table/b')],
    ]);
  });

  it.each([
    ['Put', 'PutItem'],
    ['Update', 'UpdateItem'],
    ['Delete', 'DeleteItem'],
    ['ConditionCheck', 'ConditionCheckItem'],
  ])('requires for the part %s of a transaction the permission %s', (part, action) => {
    const [request, ...others] = listTable('TransactWriteItems', { TransactItems: [{ [part]: { TableName: 'a' } }] });
    expect(request).toMatchObject({ action: `dynamodb:${action}`, resource: arn('dynamodb', 'table/a') });
    expect(others).toEqual([]);
  });

  it('requires GetItem for the parts of a transaction that reads', () => {
    const [request] = listTable('TransactGetItems', { TransactItems: [{ Get: { TableName: 'a' } }] });
    expect(request).toMatchObject({ action: 'dynamodb:GetItem' });
  });

  it('names the attributes of an update, for conditions', () => {
    const [request] = listTable('UpdateItem', {
      TableName: 'a',
      Key: { id: { S: '1' } },
      UpdateExpression: 'SET #day = :day, tags[0].#name = if_not_exists(count, :SET) REMOVE old',
      ConditionExpression: 'attribute_exists(#id) AND NOT (address.city IN (:a, :b))',
      ExpressionAttributeNames: { '#day': 'day', '#id': 'id', '#name': 'name' },
      ReturnValues: 'ALL_NEW',
    });
    expect(request?.context).toEqual({
      'dynamodb:Attributes': ['address', 'count', 'day', 'id', 'old', 'tags'],
      'dynamodb:ReturnValues': ['ALL_NEW'],
    });
  });

  it('requires SendMessage for a batch of messages', () => {
    const input = { QueueUrl: 'http://127.0.0.1:4566/000000000000/webhooks' };
    expect(list('sqs', 'AmazonSQS.SendMessageBatch', input)).toEqual([
      { action: 'sqs:SendMessage', resource: arn('sqs', 'webhooks') },
    ]);
  });

  it('requires PutEvents once for each bus', () => {
    const Entries = [{ EventBusName: 'a' }, { EventBusName: 'a' }, {}];
    expect(list('events', 'AWSEvents.PutEvents', { Entries })).toEqual([
      { action: 'events:PutEvents', resource: arn('events', 'event-bus/a') },
      { action: 'events:PutEvents', resource: arn('events', 'event-bus/default') },
    ]);
  });

  it('requires PutObject for an upload', () => {
    expect(list('s3', undefined, {}, '/bucket/day/1.json', 'PUT')).toEqual([
      { action: 's3:PutObject', resource: 'arn:aws:s3:::bucket/day/1.json' },
    ]);
  });

  it('names a call of another service, so that no role with named resources allows it', () => {
    expect(list('kms', 'TrentService.Decrypt', {})).toEqual([{ action: 'kms:Decrypt', resource: 'unknown' }]);
    expect(list('lambda', undefined, {}, '/functions', 'GET')).toEqual([
      { action: 'lambda:GET /functions', resource: 'unknown' },
    ]);
  });
});
