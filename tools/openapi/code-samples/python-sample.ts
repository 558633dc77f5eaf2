import { keyComment, type SampleRequest, tidyLines } from './sample-request.ts';

/** Uses the standard library alone. */
export function buildPythonSample({ method, path, body, isCommand, storedKey, needsApiKey }: SampleRequest): string {
  const headers = [
    ...(needsApiKey ? ['"X-API-Key": os.environ["CONNECT_API_KEY"],'] : []),
    ...(isCommand ? ['"X-Idempotency-Key": idempotency_key,'] : []),
    ...(storedKey === undefined ? [] : [`"X-Idempotency-Key": "${storedKey}",`]),
    ...(body ? ['"Content-Type": "application/json",'] : []),
  ];
  const options = [
    `os.environ["CONNECT_URL"] + ${JSON.stringify(path)},`,
    ...(method === 'GET' ? [] : [`method="${method}",`]),
    ...(headers.length > 0 ? ['headers={', ...headers.map(line => `    ${line}`), '},'] : []),
    ...(body ? [`data=json.dumps(${toPythonLiteral(body).replaceAll('\n', '\n    ')}).encode(),`] : []),
  ];
  return tidyLines(`
import json, os, urllib.error, urllib.request${isCommand ? ', uuid' : ''}

${isCommand ? `# ${keyComment}\nidempotency_key = str(uuid.uuid4())` : ''}
request = urllib.request.Request(
${options.map(line => `    ${line}`).join('\n')}
)
try:
    with urllib.request.urlopen(request) as response:
        print(response.status, json.load(response))
except urllib.error.HTTPError as error:
    print(error.status, json.load(error))
`);
}

/** JSON is Python, except for three words. */
const toPythonLiteral = (value: object): string =>
  JSON.stringify(value, null, 4).replace(
    /"(?:[^"\\]|\\.)*"|\btrue\b|\bfalse\b|\bnull\b/g,
    token => pythonWords[token] ?? token,
  );

const pythonWords: Record<string, string> = { true: 'True', false: 'False', null: 'None' };
