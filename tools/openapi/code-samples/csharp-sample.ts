import { keyComment, type SampleRequest, tidyLines } from './sample-request.ts';

/** Uses the standard library alone. It needs C# 11 for raw texts. */
export function buildCSharpSample({ method, path, body, isCommand, storedKey, needsApiKey }: SampleRequest): string {
  const headers = [
    ...(needsApiKey ? ['"X-API-Key", Environment.GetEnvironmentVariable("CONNECT_API_KEY")'] : []),
    ...(isCommand ? ['"X-Idempotency-Key", idempotencyKey'] : []),
    ...(storedKey === undefined ? [] : [`"X-Idempotency-Key", "${storedKey}"`]),
  ];
  const content = body
    ? `request.Content = new StringContent("""\n${JSON.stringify(body, null, 2).replace(/^/gm, '    ')}\n    """, Encoding.UTF8, "application/json");`
    : '';
  const methodName = method.slice(0, 1) + method.slice(1).toLowerCase();
  return tidyLines(`
${body ? 'using System.Text;\n' : ''}
${isCommand ? `// ${keyComment}\nvar idempotencyKey = Guid.NewGuid().ToString();` : ''}
using var client = new HttpClient();
var url = Environment.GetEnvironmentVariable("CONNECT_URL") + "${path}";
using var request = new HttpRequestMessage(HttpMethod.${methodName}, url);
${headers.map(header => `request.Headers.Add(${header});`).join('\n')}
${content}
using var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
`);
}
