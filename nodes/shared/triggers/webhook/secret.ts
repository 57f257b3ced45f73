import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/** The Webhook Secret of the node's credential; empty when there is none, so that every check against it fails. */
export async function webhookSecretOf(
	host: IWebhookFunctions | IHookFunctions,
	credentialType: string,
): Promise<string> {
	if (host.getNode().credentials?.[credentialType] === undefined) return '';
	const { webhookSecret } = await host.getCredentials(credentialType).catch((problem: unknown) => {
		host.logger.error(`The webhook's secret could not be read: ${String(problem)}`, { nodeName: host.getNode().name });
		return { webhookSecret: '' };
	});
	return typeof webhookSecret === 'string' ? webhookSecret.trim() : '';
}
