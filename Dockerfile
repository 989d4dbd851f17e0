# Builds with everything, then keeps what the server needs to run.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY migrations ./migrations
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/src/places/data ./src/places/data
COPY --from=build /app/src/identity/data ./src/identity/data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "--max-semi-space-size=64", "--enable-source-maps", "dist/src/main.js"]
