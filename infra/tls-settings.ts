import { type CfnRestApi, EndpointAccessMode, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';

/** TLS 1.2 with forward secrecy or 1.3. Without it the gateway's own address would still accept TLS 1.0. */
export const tlsSettings = {
  securityPolicy: SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09,
  /** Only under the name that the certificate is for. */
  endpointAccessMode: EndpointAccessMode.STRICT,
};

export function enforceStrictTls(api: CfnRestApi): void {
  api.securityPolicy = tlsSettings.securityPolicy;
  api.endpointAccessMode = tlsSettings.endpointAccessMode;
}
