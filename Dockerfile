# Two stages: what builds stays behind; what runs has no compiler, no development dependencies and no root.
FROM node:20.19.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY tools/install.mjs tools/
RUN node -e "import('./tools/install.mjs').then(({ ensureDependencies }) => ensureDependencies())"
COPY . .
RUN node tools/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:20.19.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data MODEL_DIR=/models
WORKDIR /app
RUN mkdir -p /data /models && chown node:node /data /models
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
COPY --from=build --chown=root:root /app/demo ./demo
COPY --from=build --chown=root:root /app/models ./models
USER node
VOLUME ["/data", "/models"]
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Without models search stays lexical; with exec the process itself hears the signal that ends it.
CMD ["sh", "-c", "node dist/server/cli.js models pull --optional; node dist/server/cli.js models pull multilingual --optional; exec node --enable-source-maps dist/server/api.js"]
