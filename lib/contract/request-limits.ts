/** The bytes of the request line and the headers together. API Gateway refuses more, in a format of its own: this quota of AWS is fixed. */
export const maxRequestHeadBytes = 10_240;

/** The bytes of a query whose names and values are percent-encoded. The rest of `maxRequestHeadBytes` is enough for the longest path and for the headers of clients. */
export const maxQueryBytes = 6000;
