import type { EventBus } from '../events/event-bus.ts';

/** The `source` of events for the operator, for the rules of the bus. The events of tenants have another one. */
export const operatorEventSource = 'connect-api-operator';

/** An endpoint that responded with 410 Gone. */
export interface DisabledEndpoint {
  tenantId: string;
  endpointId: string;
  /** The event to which it responded with 410. */
  eventId: string;
  at: string;
}

/** Tells the operator what happened to a tenant. */
export interface OperatorEvents {
  /** Reports a disabled endpoint. It may be reported more than once. */
  endpointDisabled(endpoint: DisabledEndpoint): Promise<void>;
}

/** Creates {@link OperatorEvents} that uses the bus of the stage. */
export const createOperatorEvents = (bus: EventBus): OperatorEvents => ({
  async endpointDisabled(endpoint) {
    const [rejection] = await bus.putEvents([
      { type: 'webhook_endpoint.disabled', detail: JSON.stringify({ ...endpoint, reason: 'gone' }) },
    ]);
    if (rejection) throw new Error(`The event bus does not accept the event: ${rejection.reason}.`);
  },
});
