import { Command } from 'commander';
import { createConnectClient } from '../../client/src/create-connect-client.ts';
import { UsageError } from '../../lib/user-error.ts';
import { serveMcp } from '../mcp/mcp-server.ts';

/** `npx connect-api mcp` */
export const createMcpCommand = (env: NodeJS.ProcessEnv = process.env): Command =>
  new Command('npx connect-api mcp')
    .description('Serves the API to an assistant over the Model Context Protocol, on standard input and output.')
    .addHelpText(
      'after',
      '\nEnvironment: CONNECT_URL is the address of the API, CONNECT_API_KEY the API key. Its scopes decide which tools there are.',
    )
    .action(() => serveMcp(createClient(env)));

function createClient({ CONNECT_URL: baseUrl = '', CONNECT_API_KEY: apiKey = '' }: NodeJS.ProcessEnv) {
  try {
    return createConnectClient({ baseUrl, apiKey });
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(`${message.replace('baseUrl', 'CONNECT_URL').replace('apiKey', 'CONNECT_API_KEY')}`);
  }
}
