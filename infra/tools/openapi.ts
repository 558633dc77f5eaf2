import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { clientTypes } from '../openapi/client-types.ts';
import { openApiText } from '../openapi/document.ts';
import { runTool } from './run-tool.ts';

const program = new Command('npm run openapi')
  .description("Writes openapi.json from the endpoints and their schemas, and the client's types from it.")
  .action(async () => {
    const text = openApiText();
    writeFileSync(new URL('../../openapi.json', import.meta.url), text);
    writeFileSync(new URL('../../client/src/schema.ts', import.meta.url), await clientTypes(text));
  });

await runTool(program);
