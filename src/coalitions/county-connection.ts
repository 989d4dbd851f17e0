import { Field, Int, ObjectType } from '@nestjs/graphql';
import { County } from '../places/county.type.ts';
import { connectionOf, cursorOf, type ForwardPage, PageInfo, pageWindow } from '../platform/graphql/page.ts';

@ObjectType()
export class CountyEdge {
  @Field()
  cursor: string;

  @Field(() => County)
  node: County;
}

@ObjectType({ description: 'A page of counties.' })
export class CountyConnection {
  @Field(() => [CountyEdge])
  edges: CountyEdge[];

  @Field(() => [County])
  nodes: County[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => Int)
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
