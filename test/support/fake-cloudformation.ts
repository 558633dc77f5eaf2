import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';

/** Fake of CloudFormation that returns the outputs of known stacks and rejects unknown stacks as the real service does. */
export interface FakeCloudFormation {
  url: string;
  stacks: Map<string, Record<string, string>>;
  /** Error that replaces every response, if set. */
  refusal: { status: number; code: string } | undefined;
  /** Names of the requested stacks. */
  requestedStacks: string[];
}

/** Starts a fake for a test file. Read its fields only inside tests. */
export function useFakeCloudFormation(): FakeCloudFormation {
  const fake: FakeCloudFormation = { url: '', stacks: new Map(), refusal: undefined, requestedStacks: [] };
  const server = createServer(async (request, response) => {
    const stackName = new URLSearchParams(await text(request)).get('StackName') ?? '';
    fake.requestedStacks.push(stackName);
    const outputs = fake.stacks.get(stackName);
    const refusal = fake.refusal ?? (outputs ? undefined : { status: 400, code: 'ValidationError' });
    response.writeHead(refusal?.status ?? 200, { 'Content-Type': 'text/xml' });
    response.end(
      refusal ? errorXml(refusal.code, `Stack with id ${stackName} does not exist`) : stackXml(stackName, outputs),
    );
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    fake.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return fake;
}

const namespace = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';

const errorXml = (code: string, message: string): string =>
  `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;

function stackXml(name: string, outputs: Record<string, string> = {}): string {
  const members = Object.entries(outputs)
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
    .join('');
  return (
    `<DescribeStacksResponse ${namespace}><DescribeStacksResult><Stacks><member><StackName>${name}</StackName>` +
    `<CreationTime>2024-01-15T09:30:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members}</Outputs>` +
    '</member></Stacks></DescribeStacksResult></DescribeStacksResponse>'
  );
}
