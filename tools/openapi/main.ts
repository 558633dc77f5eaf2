import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { runTool } from '../cli/run-tool.ts';
import { generateClientTypes } from './client-types.ts';
import { formatOpenApiDocument } from './document.ts';
import { formatPostmanCollection } from './postman.ts';

const writeProjectFile = (file: string, text: string) =>
  writeFileSync(join(import.meta.dirname, '..', '..', file), text);

const openApiCommand = new Command('npm run openapi')
  .description('Writes openapi.json from the endpoints and their schemas, and from it what the client is made with.')
  .action(async () => {
    const text = formatOpenApiDocument();
    writeProjectFile('openapi.json', text);
    writeProjectFile('client/src/schema.ts', await generateClientTypes(text));
    writeProjectFile('client/examples/connect.postman_collection.json', formatPostmanCollection());
  });

await runTool(openApiCommand);
