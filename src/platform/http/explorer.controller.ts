import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { readFileSync } from 'node:fs';
import { notFound } from '../errors.ts';
import { Allow } from '../graphql/allow.ts';
import { packageRequire } from './package-require.ts';

/** From npm packages, so that the page works without the internet. */
const ASSETS: Record<string, { file: string; type: string }> = {
  'react.js': { file: 'react/umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { file: 'react-dom/umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { file: 'graphiql/graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { file: 'graphiql/graphiql.min.css', type: 'text/css' },
  'start.js': { file: '', type: 'text/javascript' },
};

const START = `
ReactDOM.createRoot(document.getElementById('explorer')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultQuery: '{\\n  networks {\\n    slug\\n    name\\n  }\\n}\\n',
  }),
);`;

export const EXPLORER_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coalition Landscape: explore the API</title>
<link rel="stylesheet" href="/explorer/graphiql.css">
<style>html, body, #explorer { height: 100%; margin: 0; }</style>
</head>
<body>
<div id="explorer"><noscript>The explorer needs JavaScript. The API itself is POST /graphql.</noscript></div>
<script src="/explorer/react.js"></script>
<script src="/explorer/react-dom.js"></script>
<script src="/explorer/graphiql.js"></script>
<script src="/explorer/start.js"></script>
</body>
</html>`;

export const EXPLORER_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";

@Controller('explorer')
export class ExplorerController {
  @Get(':asset')
  @Allow('ANYONE')
  asset(@Param('asset') name: string, @Res() reply: FastifyReply): void {
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (!asset) throw notFound('file');
    const content = asset.file === '' ? START : readFileSync(packageRequire().resolve(asset.file));
    void reply.type(asset.type).header('cache-control', 'public, max-age=86400').send(content);
  }
}
