/** Under this key an address is one account, however it is written. */
export const emailKey = (email: string): string => email.normalize('NFKC').trim().toLowerCase();
