// TypeScript and ESM-only dependencies become CommonJS; what is CommonJS already passes through untouched.
const { createHash } = require('node:crypto');
const swc = require('@swc/core');

const common = { swcrc: false, configFile: false, sourceMaps: true, module: { type: 'commonjs' } };
const typescript = {
  ...common,
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      hidden: { jest: true },
    },
  },
};
const javascript = {
  ...common,
  sourceMaps: false,
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
};
const isEsm = (source) =>
  /^\s*(import\b|export\b)|\bimport\s*\(|\bimport\.meta\b/m.test(source) || /;\s*export\s*\{/.test(source);
const version = swc.version + JSON.stringify(typescript);

module.exports = {
  getCacheKey: (source, file) => createHash('sha1').update(version).update(file).update(source).digest('hex'),
  process(source, filename) {
    if (filename.endsWith('.ts')) return swc.transformSync(source, { ...typescript, filename });
    return isEsm(source) ? swc.transformSync(source, { ...javascript, filename }) : { code: source };
  },
};
