/* The documentation page: shows the document, and calls the server that it came from. */

const documentUrl = document.currentScript.dataset.document;
const apiKey = document.querySelector('meta[name="api-key"]').content;

/** Creates a UUID, also on a page that is not served over HTTPS. */
const newKey = () =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, digit =>
    (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(digit) / 4)))).toString(16),
  );

/** Gives every example of a command an idempotency key of its own. Sent again, the example is a retry. */
function withKeys(openapi) {
  const { example, ...header } = openapi.components.parameters.IdempotencyKey;
  for (const operation of Object.values(openapi.paths).flatMap(Object.values)) {
    const names = Object.keys(operation.requestBody?.content['application/json'].examples ?? {});
    const keys = names.map(name => [name, { value: newKey(), 'x-disabled': false }]);
    operation.parameters = operation.parameters.map(parameter =>
      parameter.$ref === '#/components/parameters/IdempotencyKey'
        ? { ...header, examples: Object.fromEntries(keys) }
        : parameter,
    );
  }
  return openapi;
}

async function show() {
  const answer = await fetch(documentUrl);
  if (!answer.ok) throw new Error(`The document cannot be had: ${answer.status}`);
  const openapi = withKeys(await answer.json());
  openapi.servers = [{ url: document.baseURI.replace(/\/$/, ''), description: 'The server of this page.' }];
  window.Scalar.createApiReference('#docs', {
    content: openapi,
    metaData: { title: document.title },
    authentication: { preferredSecurityScheme: 'apiKey', securitySchemes: { apiKey: { value: apiKey } } },
    defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    defaultOpenAllTags: true,
    // No feature that contacts other servers.
    agent: { disabled: true },
    hideClientButton: true,
    showDeveloperTools: 'never',
    telemetry: false,
    withDefaultFonts: false,
  });
}

show();
