import { createInvalidRequest, isDomainError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { buildWebhookAddition, toWebhookPath, viewWebhook } from '../../lib/jobs/webhooks/change-webhooks.ts';
import { endpointDirectoryRef } from '../../lib/jobs/webhooks/endpoint-directory.ts';
import { toSecretId } from '../../lib/jobs/webhooks/endpoint-secrets.ts';
import { generateWebhookSecret } from '../../lib/jobs/webhooks/signature.ts';
import { endpoint } from './endpoint.ts';

export const addWebhook = defineOperation(endpoint, {
  reads: (_, tenantId) => ({ directory: endpointDirectoryRef(tenantId) }),

  decide({ directory }, { body: { url: writtenUrl, name, eventTypes } }, { tenant, time, newResourceId, ...context }) {
    const secret = generateWebhookSecret(context.createSecretBytes());
    const url = URL.canParse(writtenUrl) ? new URL(writtenUrl).href : writtenUrl;
    const webhook = {
      ...{ tenantId: tenant.tenantId, endpointId: newResourceId, name, url, eventTypes },
      ...{ secrets: [{ text: secret }], createdAt: time.now, version: 1 },
    };
    const writes = buildWebhookAddition(webhook, directory);
    if (isDomainError(writes)) return writes;
    return {
      body: { webhook: viewWebhook(webhook, time.now), secretId: toSecretId(secret) },
      secret,
      async perform({ findUrlProblem }) {
        const problem = await findUrlProblem(writtenUrl);
        return problem === undefined ? {} : createInvalidRequest('url', problem);
      },
      writes,
      audit: { action: 'webhook.added', resource: toWebhookPath(webhook), changes: { url, name, eventTypes } },
    };
  },
});
