import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const vendors = ['Autochat', 'LiveChatAi', 'LiveTok', 'LlamadaPro'];

/** One egress: only this file calls n8n's HTTP helpers. */
const egress = 'nodes/shared/http/request.ts';

export default defineConfig(
	globalIgnores(['dist', '**/node_modules', '.sandbox', 'coverage', 'sandbox/host']),

	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/require-await': 'off',
			'no-console': 'error',
		},
	},

	{
		files: ['docs/**/*.ts', 'sandbox/**/*.ts', 'test/**/*.ts'],
		languageOptions: { parserOptions: { projectService: false, project: './tsconfig.tools.json' } },
		// Jest's matchers are typed as any.
		rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
	},

	// What verification by n8n demands of the published code: its own two rule sets, as its scanner applies them.
	{
		files: ['package.json', 'nodes/**/*.{ts,json}', 'credentials/**/*.ts'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		languageOptions: { parser: tseslint.parser },
		linterOptions: { noInlineConfig: true },
	},
	{ files: ['package.json'], rules: { ...n8nNodesBase.configs.community.rules } },
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	// A dashboard token is a secret, although the rule does not know the word.
	{
		files: ['credentials/AutochatTenantApi.credentials.ts'],
		rules: { '@n8n/community-nodes/credential-unnecessary-password': 'off' },
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{ files: ['package.json', 'nodes/**/*.json'], extends: [tseslint.configs.disableTypeChecked] },

	// The house: arrows run one way.
	{
		files: ['nodes/shared/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							group: [
								...vendors.map((vendor) => `**/${vendor}/**`),
								'**/credentials/**',
								'**/sandbox/**',
								'**/test/**',
							],
							message: 'Shared code knows no vendor.',
						},
					],
				},
			],
		},
	},
	...vendors.map((vendor) => ({
		files: [`nodes/${vendor}/**/*.ts`],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							group: [
								...vendors.filter((other) => other !== vendor).map((other) => `**/${other}/**`),
								'**/sandbox/**',
								'**/test/**',
							],
							message: 'A vendor knows the shared code and itself.',
						},
					],
				},
			],
		},
	})),
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		ignores: [egress],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector:
						'MemberExpression[property.name=/^(httpRequest|httpRequestWithAuthentication|request|requestWithAuthentication)$/][object.property.name="helpers"]',
					message: `Only ${egress} makes HTTP requests.`,
				},
				{ selector: 'CallExpression[callee.name="fetch"]', message: `Only ${egress} makes HTTP requests.` },
			],
		},
	},
);
