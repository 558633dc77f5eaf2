/* The documentation page: shows the document, and calls the server that it came from. */

const documentUrl = document.currentScript.dataset.document;
const presetApiKey = document.querySelector('meta[name="api-key"]').content;

/** Creates a UUID, also on a page that is not served over HTTPS. */
const createKey = () =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, digit =>
    (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(digit) / 4)))).toString(16),
  );

/** Gives every example of a command an idempotency key of its own. Sent again, the example is a retry. */
function addKeys(openapi) {
  const header = openapi.components.parameters.IdempotencyKey;
  for (const operation of Object.values(openapi.paths).flatMap(Object.values)) {
    const names = Object.keys(operation.requestBody?.content['application/json'].examples ?? {});
    const keys = names.map(name => [name, { value: createKey(), 'x-disabled': false }]);
    operation.parameters = operation.parameters.map(parameter =>
      parameter.$ref === '#/components/parameters/IdempotencyKey'
        ? { ...header, examples: Object.fromEntries(keys) }
        : parameter,
    );
  }
  return openapi;
}

/** The lists of which the first items replace those of the demo data in the examples. */
const ownLists = [
  [
    '/product-offerings?status=AVAILABLE&type=LICENSE&limit=2',
    'productOfferingId',
    ['demo-license-offering', 'demo-premium-offering'],
  ],
  [
    '/product-offerings?status=AVAILABLE&type=SUBSCRIPTION_ADDON&limit=2',
    'productOfferingId',
    ['demo-addon-offering', 'demo-roaming-offering'],
  ],
  ['/subscriptions?limit=1', 'subscriptionId', ['demo-subscription']],
  ['/subscriptions?limit=1', 'customer.customerId', ['demo-customer']],
  ['/licenses?limit=1', 'licenseId', ['demo-license']],
  ['/orders?limit=1', 'orderId', ['demo-order']],
];

/** Finds the IDs of the tenant of an API key. @returns pairs of an ID of the demo data and one of the tenant's own */
async function findOwnIds(apiKey) {
  const call = path => fetch(`${baseUrl}${path}`, { headers: { 'X-API-Key': apiKey } });
  const checked = await call('/api-key');
  if (!checked.ok) throw new Error((await checked.json()).hint ?? 'The API key is not valid.');
  const found = await Promise.all(
    ownLists.map(async ([path, field, demoIds]) => {
      const response = await call(path);
      // The scopes of the API key may not allow this list. Its examples stay as they are.
      const { items = [] } = response.ok ? await response.json() : {};
      const ids = items.map(item => field.split('.').reduce((value, name) => value?.[name], item));
      return demoIds.map((demoId, index) => [demoId, ids[index]]).filter(([, id]) => id !== undefined);
    }),
  );
  return found.flat();
}

const replaceIds = (text, pairs) =>
  pairs.reduce((replaced, [demoId, id]) => replaced.replace(new RegExp(`\\b${demoId}\\b(?!-)`, 'g'), id), text);

const baseUrl = document.baseURI.replace(/\/$/, '');
let documentText;
let reference;

/** Shows the document with the examples of a tenant. */
function show(apiKey, pairs) {
  const openapi = addKeys(JSON.parse(replaceIds(documentText, pairs)));
  openapi.servers = [{ url: baseUrl, description: 'The server of this page.' }];
  const container = document.querySelector('#docs');
  reference?.destroy();
  container.replaceChildren();
  reference = window.Scalar.createApiReference('#docs', {
    content: openapi,
    metaData: { title: document.title },
    authentication: { preferredSecurityScheme: 'apiKey', securitySchemes: { apiKey: { value: apiKey } } },
    // Each operation has samples of its own.
    hiddenClients: true,
    defaultOpenAllTags: true,
    // No feature that contacts other servers.
    agent: { disabled: true },
    hideClientButton: true,
    showDeveloperTools: 'never',
    telemetry: false,
    withDefaultFonts: false,
  });
}

async function start() {
  const response = await fetch(documentUrl);
  if (!response.ok) throw new Error(`The document cannot be loaded: ${response.status}`);
  documentText = await response.text();
  show(presetApiKey, []);
}

const form = document.querySelector('#own-data');
form.addEventListener('submit', async event => {
  event.preventDefault();
  const apiKey = form.elements['api-key'].value.trim();
  const status = form.querySelector('[role="status"]');
  status.textContent = 'Loading…';
  try {
    const pairs = await findOwnIds(apiKey);
    show(apiKey, pairs);
    status.textContent = `The samples contain ${pairs.length} IDs of your tenant.`;
  } catch (error) {
    status.textContent = error instanceof TypeError ? 'The API does not answer.' : error.message;
  }
});

/* The console sends commands with fetch. The bar below says whether a response is a replay, and sends the command again. */

const bar = document.querySelector('#replay');
const plainFetch = window.fetch;
/** The command that the bar sends: its address, and the idempotency key in place of that of the console. */
let pending;

window.fetch = async (resource, options) => {
  const request = new Request(resource, options);
  const key = request.headers.get('X-Idempotency-Key');
  if (request.method === 'GET' || key === null) return plainFetch(request);
  const usedKey = pending?.url === request.url ? pending.key : key;
  pending = undefined;
  request.headers.set('X-Idempotency-Key', usedKey);
  const response = await plainFetch(request);
  showBar(response.headers.get('Idempotent-Replayed') === 'true', request.url, usedKey);
  return response;
};

function showBar(isReplay, url, key) {
  bar.querySelector('[role="status"]').textContent = isReplay
    ? `Replay: the stored response of the key ${key}. Nothing was changed.`
    : `The response is stored under the key ${key}.`;
  bar.classList.toggle('is-replay', isReplay);
  onAction('again', () => sendWith(url, key));
  onAction('new', () => sendWith(url, createKey()));
  bar.hidden = false;
}

function sendWith(url, key) {
  pending = { url, key };
  findSendButton()?.click();
}

const onAction = (name, action) => {
  bar.querySelector(`[data-action="${name}"]`).onclick = action;
};

const findSendButton = () =>
  [...document.querySelectorAll('button')].find(
    button =>
      /^Send/.test(button.textContent.trim()) &&
      button.checkVisibility() &&
      !bar.contains(button) &&
      !form.contains(button),
  );

onAction('close', () => {
  bar.hidden = true;
});

start();
