import { describeGet, type RecordedRequest, type RequestOptions } from '../request.ts';

const licenses = (query: string, options?: RequestOptions): RecordedRequest =>
  describeGet(`list licenses: ${query || 'all'}`, `/licenses${query}`, options);
const offerings = (query: string, options?: RequestOptions): RecordedRequest =>
  describeGet(`list product offerings: ${query || 'all'}`, `/product-offerings${query}`, options);

const pages = '?customerId=pages-customer';
const next = (page: string): string => `cursor=<${page}.pagination.nextCursor>`;

export const listRequests: RecordedRequest[] = [
  licenses(''),
  licenses('?customerId=customer'),
  licenses('?customerId=other-customer&customerId=pages-customer'),
  licenses('?customerId=unknown'),
  licenses('?status=CANCELLED'),
  licenses('?status=PENDING&status=PAUSED&status=BLOCKED'),
  licenses('?type=FAX'),
  licenses('?type=FAX&status=ACTIVE&customerId=pages-customer'),
  licenses('?type=UNKNOWN'),
  licenses(`${pages}&limit=2`, { saveAs: 'page-1' }),
  licenses(`${pages}&limit=2&${next('page-1')}`, { saveAs: 'page-2' }),
  licenses(`${pages}&limit=2&${next('page-2')}`),
  licenses(`${pages}&limit=5`),
  licenses(`${pages}&limit=3&${next('page-1')}`),
  licenses(`${pages}&status=CANCELLED&limit=1`, { saveAs: 'filtered' }),
  licenses(`?limit=1000`),
  licenses(`?limit=2&${next('page-1')}`),
  licenses(`${pages}&status=ACTIVE&${next('page-1')}`),
  licenses('?cursor=nonsense'),
  licenses('?cursor='),
  licenses('?cursor=a&cursor=b'),
  licenses('?limit=0'),
  licenses('?limit=1001'),
  licenses('?limit=1e2'),
  licenses('?limit=1&limit=2'),
  licenses('?status=active&type=&customerId=a%20b&customer=x'),
  licenses('?status=ACTIVE,PAUSED'),
  licenses(`?${Array.from({ length: 11 }, (_, index) => `customerId=c${index}`).join('&')}`),
  licenses('?status%5B%5D=ACTIVE'),
  licenses('?status=%zz'),
  licenses('?status=%FF'),
  licenses('?'),
  licenses('?limit=1', { apiKey: 'other', saveAs: 'theirs' }),
  describeGet('list licenses: the cursor of another tenant', `/licenses?limit=1&${next('theirs')}`),
  describeGet('list licenses: the second page of another tenant', `/licenses?limit=1&${next('theirs')}`, {
    apiKey: 'other',
  }),
  offerings(''),
  offerings('?type=LICENSE&status=AVAILABLE'),
  offerings('?status=ARCHIVED'),
  offerings('?limit=4', { saveAs: 'offerings-1' }),
  offerings(`?limit=4&${next('offerings-1')}`, { saveAs: 'offerings-2' }),
  offerings(`?limit=4&${next('offerings-2')}`),
  offerings(`?limit=4&type=LICENSE&${next('offerings-1')}`),
  offerings('?type=license&limit=x&name=seat'),
];
