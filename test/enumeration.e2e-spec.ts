import { aPerson, PASSWORD } from './support/fixtures.ts';
import { Curious, WAYS } from './support/enumeration.ts';
import { anAddress } from './support/invitations.ts';

describe('Whether an address has an account', () => {
  let curious: Curious;

  beforeAll(async () => {
    curious = await Curious.start();
  });
  afterAll(() => curious.stop());

  const aLockedPerson = async (): Promise<string> => {
    const { accountId, email } = await aPerson(curious.app);
    await curious.app.database.rows('update access.accounts set disabled_at = now() where id = $1', [
      accountId,
    ]);
    return email;
  };

  it.each(WAYS)('is told by no byte of the answer to %s', async (way) => {
    const { seen } = await curious.try(way, anAddress());
    for (const email of [(await aPerson(curious.app)).email, await aLockedPerson()]) {
      expect((await curious.try(way, email)).seen).toEqual(seen);
      // Written in capitals it is the same account.
      expect((await curious.try(way, email.toUpperCase())).seen).toEqual(seen);
    }
  });

  it('is told by no sign-in with the right password for a locked account', async () => {
    const { seen } = await curious.try('signing in', anAddress(), PASSWORD);
    expect((await curious.try('signing in', await aLockedPerson(), PASSWORD)).seen).toEqual(seen);
  });
});
