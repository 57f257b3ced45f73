/** One project per layer, so that each can run alone. */
const layer = (name, options = {}) => ({
	displayName: name,
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2023', keepClassNames: true },
				module: { type: 'commonjs' },
			},
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.sandbox/', '<rootDir>/sandbox/host/'],
	...options,
});

module.exports = {
	projects: [
		layer('unit'),
		layer('contract'),
		layer('engine', { setupFiles: ['<rootDir>/test/engine/quiet.ts'] }),
		layer('e2e', { setupFilesAfterEnv: ['<rootDir>/test/e2e/timeout.ts'] }),
		layer('browser', { setupFilesAfterEnv: ['<rootDir>/test/e2e/timeout.ts'] }),
	],
};
