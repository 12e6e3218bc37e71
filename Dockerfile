# Linchpin without anything it does not need to run. compose.yaml starts it with PostgreSQL, workers and the sandbox.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts scripts
# As "npm run build" does it: the packages stay in a layer of their own until the lock file changes.
RUN node --input-type=module -e "import { install } from './scripts/prepare.js'; await install()"
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production LINCHPIN_HOST=0.0.0.0 LINCHPIN_DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/bin bin
COPY --from=build /app/dist dist
COPY --from=build /app/examples examples
RUN ln -s /app/bin/linchpin.js /usr/local/bin/linchpin && install -d -o node -g node /data
USER node
VOLUME /data
EXPOSE 4400
# Ends what is on its way to Pinterest, hands the rest back, and stops.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LINCHPIN_PORT || 4400}/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["linchpin"]
CMD ["serve"]
