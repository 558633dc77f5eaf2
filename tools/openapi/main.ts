import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { runTool } from '../cli/run-tool.ts';
import { generateClientEnums } from './client-enums.ts';
import { generateClientTypes } from './client-types.ts';
import { buildOpenApiDocument, buildPortalDocument, formatDocument } from './document.ts';
import { buildLlmsText } from './llms-text.ts';
import { formatPostmanCollection } from './postman.ts';
import { generatePythonClient } from './python-operations.ts';
import { generateRequiredFields } from './required-fields.ts';

const writeProjectFile = (file: string, text: string) =>
  writeFileSync(join(import.meta.dirname, '..', '..', file), text);

const openApiCommand = new Command('npm run openapi')
  .description(
    'Generates openapi.json, portal-openapi.json, llms.txt, the types of the clients and the Postman collection from the endpoints.',
  )
  .action(async () => {
    const text = formatDocument(buildOpenApiDocument());
    const portalText = formatDocument(buildPortalDocument());
    writeProjectFile('openapi.json', text);
    writeProjectFile('portal-openapi.json', portalText);
    writeProjectFile('llms.txt', buildLlmsText());
    writeProjectFile('client/src/schema.ts', await generateClientTypes(text));
    writeProjectFile('client/src/portal-schema.ts', await generateClientTypes(portalText));
    writeProjectFile('client/src/enums.ts', generateClientEnums(text));
    writeProjectFile('client/src/required-fields.ts', generateRequiredFields(text));
    const { models, operations } = generatePythonClient(JSON.parse(text));
    writeProjectFile('client/python/src/connect_api/models.py', models);
    writeProjectFile('client/python/src/connect_api/_operations.py', operations);
    writeProjectFile('client/examples/connect.postman_collection.json', formatPostmanCollection());
  });

await runTool(openApiCommand);
