import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { notFound } from '../errors.ts';
import { Allow } from '../graphql/allow.ts';
import { packageFile } from './package-file.ts';

/** From npm packages, so that the page works without the internet. */
const ASSETS: Record<string, { of: string; file: string; type: string }> = {
  'react.js': { of: 'react', file: 'umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { of: 'react-dom', file: 'umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { of: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { of: 'graphiql', file: 'graphiql.min.css', type: 'text/css' },
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
  @Get('start.js')
  @Allow('ANYONE')
  start(@Res() reply: FastifyReply): void {
    void reply.type('text/javascript').send(START);
  }

  @Get(':asset')
  @Allow('ANYONE')
  asset(@Param('asset') name: string, @Res() reply: FastifyReply): void {
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (!asset) throw notFound('file');
    void reply
      .type(asset.type)
      .header('cache-control', 'public, max-age=86400')
      .send(packageFile(asset.of, asset.file));
  }
}
