/** The result of a POST: a response, or the name of an error. */
export type PostedResult = { status: number; body: string } | { error: string };

/** The means by which an operation does something outside of the database. Only the functions of some endpoints have them. */
export interface Effects {
  /** Checks a webhook URL and the addresses of its host. @returns a text that continues "url …", or undefined if it is allowed */
  findUrlProblem(url: string): Promise<string | undefined>;
  /** Sends one message to a webhook endpoint. */
  postMessage(url: string, headers: Record<string, string>, payload: string): Promise<PostedResult>;
  /** Queues webhook deliveries. */
  queueDeliveries(messages: object[]): Promise<void>;
}
