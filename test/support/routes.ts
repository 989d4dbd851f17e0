import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { TestApp } from './app.ts';

export interface Route {
  method: 'get' | 'post';
  /** As the server knows it, parameters by their names. */
  path: string;
}

/** Every route beside GraphQL that a controller answers. */
export function routesOf(app: TestApp): Route[] {
  return [...app.nest.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) => {
      const base = Reflect.getMetadata('path', metatype!) as string;
      const methods = Object.values(Object.getOwnPropertyDescriptors(metatype!.prototype as object));
      return methods.flatMap(({ value }: { value?: unknown }) => {
        if (typeof value !== 'function' || !Reflect.hasMetadata('method', value)) return [];
        const method = RequestMethod[Reflect.getMetadata('method', value) as number]!.toLowerCase();
        const path = [base, Reflect.getMetadata('path', value) as string].join('/').replace(/\/+/g, '/');
        return [
          {
            method: method as Route['method'],
            path: `/${path}`.replace(/^\/+/, '/').replace(/(.)\/$/, '$1'),
          },
        ];
      });
    }),
  );
}
