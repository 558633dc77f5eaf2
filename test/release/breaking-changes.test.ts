import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBreakingChanges } from '../../tools/release/breaking-changes.ts';
import { listMissingEntries } from '../../tools/release/changelog.ts';

const root = join(import.meta.dirname, '..', '..');
const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
// biome-ignore lint/suspicious/noExplicitAny: the tests change any part of the document
const readDocument = (file: string): any => JSON.parse(readFileSync(join(root, file), 'utf8'));

it('openapi.json breaks no client of the last release, except for the breaking changes in CHANGELOG.md', async () => {
  const changes = await listBreakingChanges(readDocument('test/release/openapi.json'), readDocument('openapi.json'));
  expect(listMissingEntries(changelog, changes)).toEqual([]);
});

/** Finds the breaking changes of a changed document. @returns the operations */
async function listChangedSubjects(change: (document: ReturnType<typeof readDocument>) => void): Promise<string[]> {
  const changed = readDocument('openapi.json');
  change(changed);
  const changes = await listBreakingChanges(readDocument('openapi.json'), changed);
  return [...new Set(changes.map(({ subject }) => subject))].sort();
}

describe('a breaking change is', () => {
  it('a removed operation', async () => {
    const remove = listChangedSubjects(({ paths }) => delete paths['/orders/{orderId}/submit'].post);
    expect(await remove).toEqual(['POST /orders/{orderId}/submit']);
  });

  it('a field of a request that becomes required', async () => {
    const require = listChangedSubjects(({ components }) =>
      components.schemas.CreateLicenseRequest.required.push('scheduledAt'),
    );
    expect(await require).toEqual(['POST /licenses']);
  });

  it('a removed field of a response, even an optional one', async () => {
    const remove = listChangedSubjects(({ components }) => delete components.schemas.License.properties.activatedAt);
    expect(await remove).toEqual(
      expect.arrayContaining(['GET /licenses', 'GET /licenses/{licenseId}', 'POST /licenses']),
    );
  });

  it('a parameter that becomes required', async () => {
    const require = listChangedSubjects(({ paths }) =>
      paths['/licenses'].get.parameters.push({ name: 'size', in: 'query', required: true, schema: { type: 'string' } }),
    );
    expect(await require).toEqual(['GET /licenses']);
  });

  it('a removed webhook', async () => {
    expect(await listChangedSubjects(({ webhooks }) => delete webhooks['license.created'])).toEqual([
      'license.created',
    ]);
  });
});

describe('no breaking change is', () => {
  it('a new field of a response, a new optional field of a request, or a new operation', async () => {
    const add = listChangedSubjects(({ paths, components }) => {
      components.schemas.License.properties.label = { type: 'string' };
      components.schemas.CreateLicenseRequest.properties.label = { type: 'string' };
      paths['/labels'] = { get: { ...paths['/licenses'].get, operationId: 'listLabels' } };
    });
    expect(await add).toEqual([]);
  });

  it('a new type of event, which clients must ignore', async () => {
    let count = 0;
    const changed = JSON.parse(JSON.stringify(readDocument('openapi.json')), (name, value) => {
      if (name !== 'enum' || !value.includes('license.created')) return value;
      count += 1;
      return [...value, 'license.labelled'];
    });
    expect(count).toBeGreaterThan(0);
    expect(await listBreakingChanges(readDocument('openapi.json'), changed)).toEqual([]);
  });
});

const withEntry = (entry: string) =>
  `# Changelog\n\n## 0.3.0, not yet released\n\n### For integrators\n- \`GET /orders\` is fast.\n\n${entry}\n\n## 0.2.0\n\n### Breaking changes\n- \`GET /orders\` is gone.\n`;
const change = { subject: 'GET /orders', description: 'api removed without deprecation' };

describe('the changelog must name a breaking change', () => {
  it.each([
    ['its operation', '### Breaking changes\n- `GET /orders` is removed.'],
    ['its path, among others', '### Breaking changes\n- `/licenses` and\n  `/orders` are removed.'],
  ])('by %s', (_name, entry) => {
    expect(listMissingEntries(withEntry(entry), [change])).toEqual([]);
  });

  it.each([
    ['elsewhere', ''],
    ['with another operation', '### Breaking changes\n- `POST /orders` is removed.'],
    ['with a longer path', '### Breaking changes\n- `/orders/{orderId}` is removed.'],
  ])('and not only %s', (_name, entry) => {
    expect(listMissingEntries(withEntry(entry), [change, change])).toEqual([
      'CHANGELOG.md: add a line with `GET /orders` to "### Breaking changes" of the unreleased section (api removed without deprecation, and 1 more).',
    ]);
  });

  it('and a changelog without a section of the next release names none', () => {
    expect(listMissingEntries('# Changelog\n\n## 0.2.0\n\n### Breaking changes\n- `/orders`\n', [change])).toHaveLength(
      1,
    );
  });
});
