import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { openApiText } from '../openapi/document.ts';
import { runTool } from './run-tool.ts';

const program = new Command('npm run openapi')
  .description('Writes openapi.json from the endpoints and their schemas.')
  .action(() => writeFileSync(new URL('../../openapi.json', import.meta.url), openApiText()));

await runTool(program);
