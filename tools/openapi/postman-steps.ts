import { endpoints } from '../../functions/endpoints.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { UserError } from '../../lib/user-error.ts';
import { type OperationExample, readExample, readExamples } from './examples.ts';

/** One request of the collection: an example of an operation, with changes. */
export interface CollectionStep {
  name: string;
  endpoint: Endpoint;
  example: OperationExample;
  /** Sends the idempotency key of the previous step again. */
  isReplay?: true;
}

type ExampleReference = [operation: string, example: string, changes?: Pick<OperationExample, 'path' | 'body'>];

const createLicense: ExampleReference = ['createLicense', 'now'];
const createOrder: ExampleReference = ['createOrder', 'default'];
const cancelDayPass: ExampleReference = [
  'cancelAddon',
  'now',
  { path: { subscriptionId: 'demo-second-subscription' }, body: { productOfferingId: 'demo-day-pass-offering' } },
];
const cancelNewAddon: ExampleReference = [
  'cancelAddon',
  'now',
  { path: { subscriptionId: 'demo-second-subscription' } },
];
const addAddonAgain: ExampleReference = [
  'addAddon',
  'now',
  { path: { subscriptionId: 'demo-subscription' }, body: { productOfferingId: 'demo-addon-offering' } },
];
const endOtherAddon: ExampleReference = [
  'cancelAddon',
  'onADate',
  { path: { subscriptionId: 'demo-other-subscription' } },
];

/** Requests before the examples of an operation: they create what the examples change, so that each folder runs again and again. */
const preparations: Record<string, ExampleReference[]> = {
  updateLicense: [createLicense],
  cancelLicense: [createLicense],
  undoLicenseCancellation: [createLicense, ['cancelLicense', 'onADate']],
  changeLicenseOffering: [createLicense],
  undoOfferingChange: [createLicense, ['changeLicenseOffering', 'onADate']],
  undoAddonCancellation: [endOtherAddon],
  getOrder: [createOrder],
  submitOrder: [createLicense, ['createOrder', 'change']],
  cancelOrder: [createOrder],
  getEvent: [['listEvents', 'ofALicense']],
  getIdempotencyKey: [createLicense],
};

/** Requests after the examples of an operation: they restore the add-ons, of which a subscription has one per offering. */
const restorations: Record<string, ExampleReference[]> = {
  addAddon: [cancelDayPass, cancelNewAddon],
  cancelAddon: [addAddonAgain],
};

/** The requests of a folder, in the order in which they succeed. */
export function listFolderSteps(endpoint: Endpoint): CollectionStep[] {
  const examples = Object.entries(readExamples(endpoint)).map(([name, example]): [string, CollectionStep] => [
    name,
    { name: example.summary, endpoint, example },
  ]);
  // An immediate change is the last one: nothing can be scheduled after it.
  const inOrder = examples.sort(([a], [b]) => Number(a === 'now') - Number(b === 'now')).map(([, step]) => step);
  const last = inOrder.at(-1);
  return [
    ...(preparations[endpoint.operation] ?? []).map(reference => toStep('Preparation', reference)),
    ...inOrder,
    ...(endpoint.operation === 'createLicense' && last
      ? [{ ...last, name: 'The same request again returns the stored response', isReplay: true as const }]
      : []),
    ...(restorations[endpoint.operation] ?? []).map(reference => toStep('Clean-up', reference)),
  ];
}

function toStep(kind: string, [operation, name, changes]: ExampleReference): CollectionStep {
  const endpoint = endpoints.find(each => each.operation === operation);
  if (!endpoint) throw new UserError(`tools/openapi/postman-steps.ts uses ${operation}, which is not an operation.`);
  const example = { ...readExample(operation, name), ...changes };
  return { name: `${kind}: ${endpoint.summary}`, endpoint, example };
}
