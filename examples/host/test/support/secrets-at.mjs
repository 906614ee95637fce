// Prints what localSecrets gives, asked at a given moment: node secrets-at.mjs FILE UTC-MILLISECONDS
import { localSecrets } from "../../dist/secrets/local-secrets.js";
import { randomSecret } from "../../dist/secrets/random-secret.js";

const [file, moment] = process.argv.slice(2);
while (Date.now() < Number(moment));
console.log(JSON.stringify(await localSecrets(file, { OLD: randomSecret, NEW: randomSecret })));
