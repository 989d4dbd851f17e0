import type { INestApplicationContext } from '@nestjs/common';
import type { CrosswalkEntryInput } from '../../networks/crosswalk.inputs.ts';
import { CrosswalkService } from '../../networks/crosswalk.service.ts';
import type { CrosswalkMatch } from '../../networks/crosswalk.type.ts';
import { FrameworksService } from '../../networks/frameworks.service.ts';
import { NetworksService } from '../../networks/networks.service.ts';
import type { PlannedAccount } from './accounts.ts';
import { demonstrationCrosswalk } from './crosswalks.ts';
import type { DemonstrationMapping } from './demonstration.types.ts';
import { demonstrationFrameworks } from './frameworks/index.ts';
import type { DemonstrationPeople } from './people.ts';

/** What others have published, and how the goals of the networks correspond to it. Saving it again changes nothing. */
export async function addPublishedFrameworks(
  app: INestApplicationContext,
  people: DemonstrationPeople,
  platformAdmin: PlannedAccount,
  admins: PlannedAccount[],
): Promise<void> {
  for (const { items, ...framework } of demonstrationFrameworks) {
    const numbered = items.map((item) => ({ ...item, number: String(item.number) }));
    const service = app.get(FrameworksService);
    await people.as(platformAdmin, 'saveFramework', async (ctx) => {
      const expectedRevision = (await service.byCode(ctx, framework.code))?.revision ?? 0;
      return service.save(ctx, { ...framework, expectedRevision, items: numbered });
    });
  }
  for (const admin of admins) {
    const network = admin.network!;
    const entries = demonstrationCrosswalk.filter(({ from }) => from.network === network).map(entryOf);
    await people.as(admin, 'saveCrosswalk', async (ctx) => {
      const { crosswalkRevision } = await app.get(NetworksService).require(ctx, network);
      const expectedRevision = crosswalkRevision;
      return app.get(CrosswalkService).save(ctx, { network, expectedRevision, entries });
    });
  }
}

const entryOf = ({ from, to, match, note }: DemonstrationMapping): CrosswalkEntryInput => ({
  goalCode: from.goal,
  match: match as CrosswalkMatch,
  note,
  ...('goal' in to
    ? { targetNetwork: to.network, targetGoalCode: to.goal }
    : { frameworkCode: to.framework, itemCode: to.item }),
});
