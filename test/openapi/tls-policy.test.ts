import { expect, it } from 'vitest';
import { tlsSettings } from '../../infra/tls-settings.ts';
import { buildOpenApiDocument } from '../../tools/openapi/document.ts';

/** Describes a security policy of API Gateway by its name, such as `SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09`. */
function describeTlsPolicy(policy: string): string {
  const [, oldest, options = ''] = /^SecurityPolicy_TLS13_1_([23])_(.*)$/.exec(policy) ?? [];
  if (oldest === undefined) throw new Error(`The security policy ${policy} has an unknown form.`);
  if (oldest === '3') return 'accepts only TLS 1.3.';
  return options.includes('PFS')
    ? 'accepts TLS 1.3, and TLS 1.2 with forward secrecy.'
    : 'accepts TLS 1.3 and TLS 1.2.';
}

it('the documentation states the TLS versions that the gateway and the custom domain accept', () => {
  expect(buildOpenApiDocument().info.description).toContain(describeTlsPolicy(tlsSettings.securityPolicy));
});
