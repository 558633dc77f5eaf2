import * as z from 'zod';
import { createTextSchema } from './field-types.ts';

const addressText = createTextSchema(1, 256);

export const Address = z
  .strictObject({
    street1: addressText.meta({ description: 'Street and house number.', examples: ['Am Speicher 4'] }),
    street2: addressText.optional().describe('An additional line.'),
    city: addressText.meta({ description: 'The city.', examples: ['Hamburg'] }),
    zip: addressText.meta({ description: 'The postal code.', examples: ['20457'] }),
    state: addressText.optional().describe('The state.'),
    region: addressText.optional().describe('The region.'),
    country: addressText.meta({ description: 'The country.', examples: ['DE'] }),
    attention: addressText.optional().describe('The person or department that receives the mail.'),
  })
  .meta({ id: 'Address', description: 'A postal address.' });
