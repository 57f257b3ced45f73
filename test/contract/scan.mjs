// Runs n8n's scanner over a folder and prints its verdict as JSON. A process of its own: the scanner is an ES module.
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, what] = process.argv.slice(2);
const result = await analyzePackage(folder, what === 'sources' ? SOURCE_FILE_PATTERNS : undefined);
process.stdout.write(JSON.stringify(result));
