import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { installedLanguages, runCodeSample } from '../support/run-code-sample.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const newFolder = useTempFolders();
const readExample = (file: string) =>
  readFileSync(join(import.meta.dirname, '..', '..', 'client', 'examples', 'webhooks', file), 'utf8');

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"type":"license.created","data":{"name":"Æble"}}';

function sign(withSecret = secret, at = new Date()) {
  const signature = new Webhook(withSecret).sign('msg_1', at, body);
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signature,
  };
}
const rotated = sign('whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD');

/** Programs that call the function of an example and print its result. */
const programs: Record<string, (headers: object) => string> = {
  'Node.js': headers => `${readExample('verify.mjs')}
console.log(String(verifyWebhook(${JSON.stringify(secret)}, ${JSON.stringify(headers)}, ${JSON.stringify(body)})));`,
  Python: headers => `${readExample('verify.py')}
print(str(verify_webhook(${JSON.stringify(secret)}, ${JSON.stringify(headers)}, ${JSON.stringify(body)}.encode())).lower())`,
  Go: headers => `${readExample('verify.go').replace('import (', 'import (\n\t"fmt"')}
func main() {
	headers := http.Header{}
${Object.entries(headers)
  .map(([name, value]) => `	headers.Set(${JSON.stringify(name)}, ${JSON.stringify(value)})`)
  .join('\n')}
	fmt.Println(verifyWebhook(${JSON.stringify(secret)}, headers, []byte(${JSON.stringify(body)})))
}`,
  Java: headers =>
    `${readExample('Webhooks.java').replace(
      'class Webhooks {',
      `class Main {
    public static void main(String[] args) throws Exception {
        var headers = Map.of(${Object.entries(headers)
          .flat()
          .map(text => JSON.stringify(text))
          .join(', ')});
        System.out.println(Webhooks.verify(${JSON.stringify(secret)}, headers, ${JSON.stringify(body)}.getBytes(StandardCharsets.UTF_8)));
    }
}

class Webhooks {`,
    )}`,
};

describe.each(Object.entries(programs))('the verification of a webhook in %s', (language, toProgram) => {
  // Languages that compile take a minute at the first time. `npm run test:more` runs them.
  const isCompiled = language === 'Go' || language === 'Java';
  const isRun = installedLanguages.has(language) && (!isCompiled || process.env.CONNECT_TEST_ALL_SAMPLES !== undefined);
  const verify = (headers: object) => {
    const { code, output } = runCodeSample(language, toProgram(headers), newFolder(), {});
    expect(code, output).toBe(0);
    return output.trim();
  };

  it.runIf(isRun)('accepts a genuine message, and each signature of a rotation', () => {
    expect(verify(sign())).toBe('true');
    const both = `${rotated['webhook-signature']} ${sign()['webhook-signature']}`;
    expect(verify({ ...sign(), 'webhook-signature': both })).toBe('true');
  });

  it.runIf(isRun)('refuses another secret, and an old message', () => {
    expect(verify(rotated)).toBe('false');
    expect(verify(sign(secret, new Date(Date.now() - 301_000)))).toBe('false');
  });
});
