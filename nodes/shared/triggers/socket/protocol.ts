import type { RequestFailure } from '../../http/failure';

/** What a frame of the vendor says. */
export type Message =
	/** `isKnown`: of a documented type, and so a proof that the sign-in has worked. */
	| {
			readonly kind: 'event';
			readonly type: string;
			readonly isKnown: boolean;
			readonly frame: Readonly<Record<string, unknown>>;
	  }
	| { readonly kind: 'accepted' }
	| { readonly kind: 'refused'; readonly said: string }
	| { readonly kind: 'noise' };

export type VendorEvent = Extract<Message, { kind: 'event' }>;

/** Where to connect and how to sign in, from the credential as it is now. */
export interface SignIn {
	readonly url: string;
	/** Sent at once when the connection is open. */
	readonly firstFrame: string;
}

/** How a vendor's API, asked by HTTP, explains a connection that does not work. */
export type Diagnosis =
	/** The credential is dead: no further try makes sense. */
	| { readonly kind: 'dead'; readonly failure: RequestFailure }
	/** Anything else: worth another try later. */
	| { readonly kind: 'trouble'; readonly failure: RequestFailure };

/** Everything particular about a vendor's WebSocket. */
export interface SocketProtocol {
	/** The name users know. */
	readonly vendor: string;
	/**
	 * Reads the credential. Throws a RequestFailure when it cannot be used: incomplete, or expired by its own word; and
	 * anything else when it could not be read just now.
	 */
	signIn(): Promise<SignIn>;
	/** Never throws, whatever the frame holds. */
	read(frame: string): Message;
	/** The text for a sign-in that the vendor has refused, with the vendor's words where there were some. */
	refusal(said: string | undefined): RequestFailure;
	/** Asks the vendor by HTTP. `wasOpen`: whether the connection came about at all. Never throws. */
	diagnose(wasOpen: boolean): Promise<Diagnosis>;
}
