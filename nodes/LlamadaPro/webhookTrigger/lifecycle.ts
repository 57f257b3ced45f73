import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { webhookSecretOf } from '../../shared/triggers/webhook/secret';
import { llamadaPro } from '../api';

/**
 * LlamadaPro has no call to register a webhook (section 8): there is nothing to make or to remove. Looks at the fields,
 * so that a trigger that would refuse everything is not published.
 */
export async function assertUsable(host: IHookFunctions): Promise<void> {
	if (host.getNodeParameter('authentication', 'none') === 'none') return;
	if ((await webhookSecretOf(host, llamadaPro.credentialType)) !== '') return;
	throw new NodeOperationError(host.getNode(), 'There is no secret to check deliveries with', {
		description:
			'Choose a LlamadaPro credential in the trigger and enter a long random text in its field Webhook Secret, or set Authentication to None.',
	});
}
