import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { clientTypes } from '../openapi/client-types.ts';
import { collectionText } from '../openapi/collection.ts';
import { openApiText } from '../openapi/document.ts';
import { runTool } from './run-tool.ts';

const write = (file: string, text: string) => writeFileSync(join(import.meta.dirname, '..', '..', file), text);

const program = new Command('npm run openapi')
  .description('Writes openapi.json from the endpoints and their schemas, and from it what the client is made with.')
  .action(async () => {
    const text = openApiText();
    write('openapi.json', text);
    write('client/src/schema.ts', await clientTypes(text));
    write('client/examples/connect.postman_collection.json', collectionText());
  });

await runTool(program);
