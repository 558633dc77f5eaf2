export interface UserFacts {
  userId: string;
  customerId: string;
  name: string;
  email?: string | undefined;
}
