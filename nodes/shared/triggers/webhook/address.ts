const privateHosts =
	/^(localhost|.*\.(localhost|local|internal|lan)|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|\[(::1?|f[cd].*|fe80.*)\])$/;

/** Whether an address is in a private network, or on one machine, where a service on the internet cannot call it. */
export function isPrivateAddress(address: string): boolean {
	return !URL.canParse(address) || privateHosts.test(new URL(address).hostname);
}
