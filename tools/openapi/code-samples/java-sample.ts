import { keyComment, type SampleRequest, tidyLines } from './sample-request.ts';

/** Uses the standard library alone. It needs Java 15 for text blocks. */
export function buildJavaSample({ method, path, body, isCommand, storedKey, needsApiKey }: SampleRequest): string {
  const headers = [
    ...(needsApiKey ? ['"X-API-Key", System.getenv("CONNECT_API_KEY")'] : []),
    ...(isCommand ? ['"X-Idempotency-Key", idempotencyKey'] : []),
    ...(storedKey === undefined ? [] : [`"X-Idempotency-Key", "${storedKey}"`]),
    ...(body ? ['"Content-Type", "application/json"'] : []),
  ];
  const text = body && JSON.stringify(body, null, 2).replaceAll('\\', '\\\\');
  const content = text
    ? `BodyPublishers.ofString("""\n${text.replace(/^/gm, '                ')}"""`
    : 'BodyPublishers.noBody(';
  const calls = [
    ...headers.map(header => `.header(${header})`),
    method === 'GET' ? '.GET()' : `.method("${method}", ${content}))`,
    '.build();',
  ];
  return tidyLines(`
import java.net.URI;
import java.net.http.*;
import java.net.http.HttpRequest.BodyPublishers;
${isCommand ? 'import java.util.UUID;\n' : ''}
public class Main {
    public static void main(String[] args) throws Exception {
${isCommand ? `        // ${keyComment}\n        var idempotencyKey = UUID.randomUUID().toString();` : ''}
        var request = HttpRequest.newBuilder(URI.create(System.getenv("CONNECT_URL") + "${path}"))
${calls.map(line => `            ${line}`).join('\n')}
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}
`);
}
