import { z } from 'zod';

/** A function, as Node's profilers name it. */
export const callFrame = z.object({ functionName: z.string(), url: z.string() });
export type CallFrame = z.infer<typeof callFrame>;

/** What the engine does for n8n's expressions, which it works out in an isolate of their own. */
const isolate = 'evalClosureSync';

/** Our files by name, everything else by its package, and Node's own code by its module. */
export function place({ functionName, url }: CallFrame): string {
	const ours = /n8n-nodes-customer-engagement\/dist\/(.+)$/.exec(url)?.[1];
	if (ours !== undefined) return `this package: ${ours}`;
	const folders = url.split('/node_modules/').at(-1)?.split('/') ?? [];
	if (url.includes('/node_modules/')) return folders.slice(0, folders[0]?.startsWith('@') ? 2 : 1).join('/');
	if (functionName === isolate) return "n8n's expressions, in their isolate";
	if (functionName.startsWith('(')) return functionName;
	return url.startsWith('node:') ? `Node.js: ${url.slice('node:'.length)}` : 'Node.js: native code';
}
