import { keyComment, type SampleRequest, tidyLines } from './sample-request.ts';

export function buildNodeSample({ method, path, body, isCommand, storedKey, needsApiKey }: SampleRequest): string {
  const headers = [
    ...(needsApiKey ? [`'X-API-Key': process.env.CONNECT_API_KEY,`] : []),
    ...(isCommand ? [`'X-Idempotency-Key': idempotencyKey,`] : []),
    ...(storedKey === undefined ? [] : [`'X-Idempotency-Key': '${storedKey}',`]),
    ...(body ? [`'Content-Type': 'application/json',`] : []),
  ];
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(headers.length > 0 ? ['  headers: {', ...headers.map(line => `    ${line}`), '  },'] : []),
    ...(body ? [`  body: JSON.stringify(${indent(JSON.stringify(body, null, 2))}),`] : []),
  ];
  const callOptions = options.length > 0 ? `, {\n${options.join('\n')}\n}` : '';
  return tidyLines(`
${isCommand ? `import { randomUUID } from 'node:crypto';\n\n// ${keyComment}\nconst idempotencyKey = randomUUID();` : ''}
const response = await fetch(\`\${process.env.CONNECT_URL}${path}\`${callOptions});
console.log(response.status, await response.json());
`);
}

const indent = (text: string): string => text.replaceAll('\n', '\n  ');
