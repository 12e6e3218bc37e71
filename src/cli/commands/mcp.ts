import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  isInitializeRequest,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import { explain } from '../errors.ts';
import { connect, type ServerOptions } from '../server.ts';

/**
 * Serves an assistant on this machine over stdin and stdout, by handing each message to the server's /mcp and back.
 * Ends when stdin does.
 */
export async function mcp(options: ServerOptions & { allow?: string[] }): Promise<void> {
  const { client, url, apiKey } = connect(options);
  await client.keys.verify(); // Said now and in words, and not at the first message.
  const address = new URL(`${url}/mcp`);
  for (const right of options.allow ?? []) address.searchParams.append('allow', right);
  const assistant = new StdioServerTransport();
  const server = new StreamableHTTPClientTransport(address, {
    requestInit: { headers: { Authorization: `Bearer ${apiKey}` } },
  });
  let initialization: RequestId | null = null;
  const fromAssistant = (message: JSONRPCMessage) => {
    if (isInitializeRequest(message) && isJSONRPCRequest(message)) initialization = message.id;
    void server.send(message).catch(async (error: unknown) => {
      if (isJSONRPCRequest(message)) await assistant.send(unanswered(message.id, error));
    });
  };
  const fromServer = (message: JSONRPCMessage) => {
    // Named in the header of every request that follows.
    if (isJSONRPCResultResponse(message) && message.id === initialization) {
      const { protocolVersion } = message.result;
      if (typeof protocolVersion === 'string') server.setProtocolVersion(protocolVersion);
    }
    void assistant.send(message);
  };
  Object.assign(assistant, { onmessage: fromAssistant }); // A transport has one listener.
  Object.assign(server, { onmessage: fromServer });
  await server.start();
  await assistant.start();
  await new Promise<void>((settle) => process.stdin.once('end', settle));
  await server.close();
}

/** The answer to a request that the server gave none to. */
function unanswered(id: RequestId, error: unknown): JSONRPCMessage {
  const { message, problems } = explain(error);
  const fix = problems[0]?.fix ?? '';
  return { jsonrpc: '2.0', id, error: { code: -32603, message: `${message} ${fix}`.trim() } };
}
