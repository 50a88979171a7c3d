import { offlineModel } from "../chatbot/offline.js";
import { aloud } from "./model.js";
import { startServer } from "./server.js";

const { url } = await startServer(aloud(offlineModel, 150), Number(process.env.PORT ?? 0));

console.log(`The chatbot listens on ${url}. Open a conversation, and say something, in another terminal:

  id=$(curl -s -X POST ${url}/conversations | cut -d '"' -f 4)
  curl -N ${url}/conversations/$id -H "content-type: application/json" -d '{"text": "Why is the sky blue?"}'

Ctrl-C there stops the answer; here, the server.`);
