import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildEndpointFiles } from '../../tools/new/endpoint-skeleton.ts';
import { addTableEntry } from '../../tools/new/endpoint-table.ts';
import { parseNewEndpoint, requireNew } from '../../tools/new/new-command.ts';

const getExample = parseNewEndpoint('get-example', 'GET', '/examples/{exampleId}');
const root = join(import.meta.dirname, '..', '..');

describe('npm run new -- endpoint', () => {
  it('writes one folder and one test', () => {
    expect(Object.keys(buildEndpointFiles(getExample))).toEqual([
      'functions/get-example/endpoint.ts',
      'functions/get-example/operation.ts',
      'functions/get-example/handler.ts',
      'functions/get-example/example.json',
      'test/functions/get-example.test.ts',
    ]);
  });

  it('adds one import and one line to the table', () => {
    const table = readFileSync(join(root, 'functions', 'endpoints.ts'), 'utf8');
    const lines = table.split('\n');
    const added = addTableEntry(table, getExample).split('\n');
    expect(added.filter(line => !lines.includes(line))).toEqual([
      "import { endpoint as getExample } from './get-example/endpoint.ts';",
      '  getExample,',
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
    ['example', 'GET', '/examples', '"example" is not a name of an endpoint'],
    ['Get-Example', 'GET', '/examples', '"Get-Example" is not a name of an endpoint'],
    ['get-example', 'DELETE', '/examples', '"DELETE" is not a method of this API'],
    ['get-example', 'get', '/examples', '"get" is not a method of this API'],
    ['get-example', 'GET', 'examples', '"examples" is not a path'],
    ['get-example', 'GET', '/examples/', '"/examples/" is not a path'],
    ['get-example', 'GET', '/examples/{id}/users/{id}', 'has the same parameter twice'],
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
