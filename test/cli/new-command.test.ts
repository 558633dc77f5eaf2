import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildEndpointFiles } from '../../tools/new/endpoint-skeleton.ts';
import { addTableEntry } from '../../tools/new/endpoint-table.ts';
import { parseNewEndpoint, requireNew } from '../../tools/new/new-command.ts';

const getCustomer = parseNewEndpoint('get-customer', 'GET', '/customers/{customerId}');
const root = join(import.meta.dirname, '..', '..');

describe('npm run new -- endpoint', () => {
  it('writes one folder and one test', () => {
    expect(Object.keys(buildEndpointFiles(getCustomer))).toEqual([
      'functions/get-customer/endpoint.ts',
      'functions/get-customer/operation.ts',
      'functions/get-customer/handler.ts',
      'functions/get-customer/example.json',
      'test/functions/get-customer.test.ts',
    ]);
  });

  it('adds one import and one line to the table', () => {
    const table = readFileSync(join(root, 'functions', 'endpoints.ts'), 'utf8');
    const lines = table.split('\n');
    const added = addTableEntry(table, getCustomer).split('\n');
    expect(added.filter(line => !lines.includes(line))).toEqual([
      "import { endpoint as getCustomer } from './get-customer/endpoint.ts';",
      '  getCustomer,',
    ]);
    expect(added.filter(line => lines.includes(line))).toEqual(lines);
  });

  it('gives a command a body and an idempotency record', () => {
    const file = 'functions/pause-license/endpoint.ts';
    const contract = buildEndpointFiles(parseNewEndpoint('pause-license', 'POST', '/licenses/{licenseId}/pause'))[file];
    expect(contract).toContain("idempotency: ['BatchGetItem', 'PutItem']");
    expect(contract).toContain("scope: 'licenses:write'");
  });
});

describe('npm run new -- endpoint rejects', () => {
  it.each([
    ['customer', 'GET', '/customers', '"customer" is not a name of an endpoint'],
    ['Get-Customer', 'GET', '/customers', '"Get-Customer" is not a name of an endpoint'],
    ['get-customer', 'DELETE', '/customers', '"DELETE" is not a method of this API'],
    ['get-customer', 'get', '/customers', '"get" is not a method of this API'],
    ['get-customer', 'GET', 'customers', '"customers" is not a path'],
    ['get-customer', 'GET', '/customers/', '"/customers/" is not a path'],
    ['get-customer', 'GET', '/customers/{id}/users/{id}', 'has the same parameter twice'],
  ])('%s %s %s', (name, method, path, message) => {
    expect(() => parseNewEndpoint(name, method, path)).toThrow(message);
  });

  it('the folder of an endpoint', () => {
    expect(() => requireNew(parseNewEndpoint('get-license', 'GET', '/other'))).toThrow('functions/get-license exists');
  });

  it('the route of an endpoint, whatever its parameters are called', () => {
    expect(() => requireNew(parseNewEndpoint('read-license', 'GET', '/licenses/{id}'))).toThrow(
      'is the route of getLicense already',
    );
  });
});
