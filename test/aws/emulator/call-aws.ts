/** Calls an AWS service of the emulator with its JSON protocol. The emulator checks no signature. @throws Error unless the status is 200 */
export async function callAws(
  emulator: URL,
  { service, target, version = '1.1' }: { service: string; target: string; version?: string },
  input: object,
) {
  const credential = `test/20240115/eu-central-1/${service}/aws4_request`;
  const response = await fetch(emulator, {
    method: 'POST',
    headers: {
      'Content-Type': `application/x-amz-json-${version}`,
      'X-Amz-Target': target,
      Authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${target}: ${response.status} ${text}`);
  return JSON.parse(text);
}
