import openapiTS, { astToString } from 'openapi-typescript';

/** The types of the client, from the text of the document. */
export const generateClientTypes = async (document: string): Promise<string> =>
  '// Written by `npm run openapi`; not to be edited.\n\n' +
  // A field with a default may still be left out of a request.
  astToString(await openapiTS(document, { defaultNonNullable: false }));
