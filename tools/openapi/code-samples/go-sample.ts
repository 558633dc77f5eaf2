import { keyComment, type SampleRequest, tidyLines } from './sample-request.ts';

/** Uses the standard library alone. It needs Go 1.24 for `rand.Text`. */
export function buildGoSample({ method, path, body, isCommand, storedKey, needsApiKey }: SampleRequest): string {
  const imports = [
    ...(isCommand ? ['crypto/rand'] : []),
    ...['fmt', 'io', 'net/http'],
    'os',
    ...(body ? ['strings'] : []),
  ];
  const headers = [
    ...(needsApiKey ? ['"X-API-Key", os.Getenv("CONNECT_API_KEY")'] : []),
    ...(isCommand ? ['"X-Idempotency-Key", idempotencyKey'] : []),
    ...(storedKey === undefined ? [] : [`"X-Idempotency-Key", "${storedKey}"`]),
    ...(body ? ['"Content-Type", "application/json"'] : []),
  ];
  const content = body
    ? `strings.NewReader(\`${JSON.stringify(body, null, 2).replaceAll('`', '` + "`" + `')}\`)`
    : 'nil';
  return tidyLines(`
package main

import (
${imports.map(name => `\t"${name}"`).join('\n')}
)

func main() {
${isCommand ? `\t// ${keyComment}\n\tidempotencyKey := rand.Text()` : ''}
\trequest, err := http.NewRequest("${method}", os.Getenv("CONNECT_URL")+"${path}", ${content})
\tif err != nil {
\t\tpanic(err)
\t}
${headers.map(header => `\trequest.Header.Set(${header})`).join('\n')}
\tresponse, err := http.DefaultClient.Do(request)
\tif err != nil {
\t\tpanic(err)
\t}
\tdefer response.Body.Close()
\tbody, err := io.ReadAll(response.Body)
\tif err != nil {
\t\tpanic(err)
\t}
\tfmt.Println(response.StatusCode, string(body))
}
`);
}
