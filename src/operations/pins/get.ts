import { requireAccount } from '../accounts/require-account.ts';
import { implement } from '../operation.ts';
import { presentLivePin } from './present.ts';
import { findNamed, ofPin, readAgain, theOne } from './the-pin.ts';

export const getLivePin = implement('pins.get', {
  scope: 'pins:read',
  within: ofPin,
  async run(context, wanted) {
    const known = await findNamed(context, [context.workspaceId], wanted);
    const warnings = wanted.fresh ? await readAgain(context, wanted, known) : [];
    const pin = theOne(
      wanted.fresh ? await findNamed(context, [context.workspaceId], wanted) : known,
      wanted,
    );
    const account = await requireAccount(context, pin.accountId);
    return {
      pin: presentLivePin(pin, account, context.links),
      ...(warnings.length > 0 && { warnings }),
    };
  },
});
