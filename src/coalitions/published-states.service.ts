import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { PUBLISHED_STATE } from './workspaces.queries.ts';
import type { ProfileDraft } from './workspace.types.ts';

interface PublishedState {
  version: number;
  draft_revision: number;
}

/** How far a draft has moved from what is public. */
@Injectable()
export class PublishedStates {
  of(ctx: RequestContext, draft: ProfileDraft): Promise<PublishedState | undefined> {
    const states = ctx.loader(statesOfOperation);
    let state = states.get(draft);
    if (!state) {
      const rows = ctx.sql<PublishedState & Record<string, unknown>>('published_state', PUBLISHED_STATE, [
        draft.networkKey,
        draft.coalitionKey,
      ]);
      states.set(draft, (state = rows.then(([row]) => row)));
    }
    return state;
  }
}

const statesOfOperation = (): Map<ProfileDraft, Promise<PublishedState | undefined>> => new Map();
