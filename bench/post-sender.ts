import { Agent, request } from 'undici';

/** What a sender is told; it answers with the milliseconds that all of it took. */
export interface Sending {
  url: string;
  apiKey: string;
  /** The bodies, in the order in which they are sent. */
  bodies: string[];
  atOnce: number;
  /** The status of success. */
  status: number;
}

/** A process of its own, so that the cost of asking is not counted as the cost of answering. */
process.on('message', ({ url, apiKey, bodies, atOnce, status }: Sending) => {
  const dispatcher = new Agent({ connections: atOnce });
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const answer = await request(url, { method: 'POST', dispatcher, headers, body });
      const text = await answer.body.text();
      if (answer.statusCode !== status) throw new Error(text);
    }
  };
  const began = performance.now();
  void Promise.all(Array.from({ length: atOnce }, lane)).then(() =>
    process.send?.(performance.now() - began),
  );
});
