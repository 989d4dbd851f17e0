import type { Network } from '../networks/network.type.ts';
import { html, type Html, page } from '../platform/http/html.ts';
import type { Coalition } from './coalition.types.ts';
import type { CoverageArea, Initiative, Partner } from './profile.types.ts';
import type { CoalitionTombstone } from './tombstone.type.ts';
import type { ProfileContent } from './profile.content.ts';

const DEMO = html`<p class="note">This coalition is fictional: it shows what the registry does.</p>`;
const UNCLAIMED = html`<p class="note">
  A catalogue entry that the coalition itself has not taken over yet.
</p>`;

export interface CoalitionPage {
  network: Network;
  coalition: Coalition;
  content: ProfileContent;
  kind: string;
  counties: CoverageArea[];
  partners: Partner[];
  initiatives: Initiative[];
}

const entry = (term: string, value: Html | string | number | null): Html | null =>
  value === null || value === ''
    ? null
    : html`<dt>${term}</dt>
        <dd>${value}</dd>`;

const link = (url: string | null): Html | null =>
  url === null ? null : html`<a href="${url}" rel="nofollow noopener">${url}</a>`;

export function coalitionPage({
  network,
  coalition,
  content,
  kind,
  counties,
  partners,
  initiatives,
}: CoalitionPage): string {
  const covered = counties
    .map(
      ({ county, partial }) => `${county.name}, ${county.state}${partial ? ' (part)' : ''}${until(county)}`,
    )
    .join('; ');
  return page(
    coalition.name,
    html`<p><a href="${network.url}">${network.name}</a></p>
      <h1>${coalition.name}</h1>
      ${coalition.demo ? DEMO : null}${coalition.claimed ? null : UNCLAIMED}
      <p>${coalition.summary}</p>
      <dl>
        ${entry('Kind', kind)}${entry('Mission', content.mission)}${entry('Counties', covered)}${entry('Founded', content.foundedYear)}${entry('Website', link(content.website))}${entry('Contact', link(content.contactUrl))}${entry('How families share in leadership', content.familyVoice)}${entry('Partners', partners.map(({ organization }) => organization.name).join('; '))}${entry('Initiatives', initiatives.map(({ name }) => name).join('; '))}${entry('Sources', list(content.sources.map(({ url }) => link(url))))}${entry('Published', coalition.publishedAt.toISOString().slice(0, 10))}${entry('Last confirmed', coalition.verifiedOn ?? 'never')}${entry('Theory of change', strategyLinks(coalition))}
      </dl>`,
  );
}

const until = ({ validTo }: CoverageArea['county']): string =>
  validTo === null ? '' : ` (until ${validTo.slice(0, 4)})`;

const FORMS = [
  ['svg', 'picture'],
  ['md', 'outline in words'],
  ['mmd', 'Mermaid'],
  ['graphml', 'GraphML'],
] as const;

/** The same thing in four forms; the outline is for those who cannot see the picture. */
const strategyLinks = ({ url, strategyNumber }: Coalition): Html | null =>
  strategyNumber === null
    ? null
    : html`Version ${strategyNumber}:
      ${FORMS.map(([form, words]) => html`<a href="${url}/strategy.${form}">${words}</a> `)}`;

const list = (items: (Html | null)[]): Html | null =>
  items.length === 0
    ? null
    : html`<ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>`;

const WHY = {
  UNPUBLISHED: 'is not published at present',
  ARCHIVED: 'has been closed',
  MERGED: 'has become part of another coalition',
};

export const tombstonePage = ({ name, state, since }: CoalitionTombstone): string =>
  page(
    name,
    html`<h1>${name}</h1>
      <p>This coalition ${WHY[state]}, since ${since.toISOString().slice(0, 10)}.</p>`,
  );

export const networkPage = (
  network: Network,
  coalitions: readonly Coalition[],
  next: string | null,
): string =>
  page(
    network.name,
    html`<h1>${network.name}</h1>
      <p>${network.description}</p>
      <dl>
        ${entry('States', network.states.join(', '))}${entry('Contact', network.contact)}${entry('Licence of the data', network.license)}
      </dl>
      <ul>
        ${coalitions.map(({ url, name, demo }) => html`<li><a href="${url}">${name}</a>${demo ? ' (fictional)' : null}</li>`)}
      </ul>
      ${next === null ? null : html`<p><a href="${network.url}?after=${next}">More</a></p>`}`,
  );
