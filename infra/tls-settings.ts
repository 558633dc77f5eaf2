import { type CfnRestApi, EndpointAccessMode, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';

/** TLS 1.2 with forward secrecy, or TLS 1.3. By default, the gateway's own address still accepts TLS 1.0. */
export const tlsSettings = {
  securityPolicy: SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09,
  /** Accepts only the host name of the certificate. */
  endpointAccessMode: EndpointAccessMode.STRICT,
};

export function enforceStrictTls(api: CfnRestApi): void {
  api.securityPolicy = tlsSettings.securityPolicy;
  api.endpointAccessMode = tlsSettings.endpointAccessMode;
}
