// The identity server as a process of its own: its options come as JSON, and it ends with whoever started it.
import { startIdentityServer } from "../../dist/identity-server.js";

const { issuer, jwksUri } = await startIdentityServer(JSON.parse(process.argv[2]));
process.on("disconnect", () => process.exit());
process.send({ issuer, jwksUri });
