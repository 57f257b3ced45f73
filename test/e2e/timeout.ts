// A real n8n or a browser answers within seconds; on a busy machine that is more than Jest's five.
jest.setTimeout(60_000);
