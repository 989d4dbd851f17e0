import { Field, Int, ObjectType } from '@nestjs/graphql';
import { County } from '../places/county.type.ts';
import { connectionOf, cursorOf, type ForwardPage, PageInfo, pageWindow } from '../platform/graphql/page.ts';

@ObjectType({ description: 'A county with its cursor.' })
export class CountyEdge {
  @Field({ description: 'For `after`.' })
  cursor: string;

  @Field(() => County, { description: 'The county.' })
  node: County;
}

@ObjectType({ description: 'A page of counties.' })
export class CountyConnection {
  @Field(() => [CountyEdge], { description: 'The counties of this page, each with its cursor.' })
  edges: CountyEdge[];

  @Field(() => [County], { description: 'The counties of this page.' })
  nodes: County[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo: PageInfo;

  @Field(() => Int, { description: 'How many counties the states of the network have.' })
  totalCount: number;
}

export function countyPage(counties: County[], page: ForwardPage): CountyConnection {
  const window = pageWindow(page, 'FIPS');
  const after = window.key?.[0] ?? '';
  const rows = counties.filter(({ fips }) => fips > after).slice(0, window.size + 1);
  return {
    ...connectionOf(rows, window, ({ fips }) => cursorOf('FIPS', [fips])),
    totalCount: counties.length,
  };
}
