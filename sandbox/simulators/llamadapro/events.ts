/**
 * Something that happened to an entity the webhooks are about (section 8). Nothing is delivered here:
 * the option `onChange` of the simulator hears of every change, and whatever sends webhooks begins there.
 */
export interface ChangeEvent {
	resource: 'Call' | 'Transcription';
	action: 'create' | 'update';
	/** The entity as it is after the change: id of the call or transcription. */
	id: number;
}
