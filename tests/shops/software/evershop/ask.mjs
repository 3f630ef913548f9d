// Runs SQL on the shop's database: ask.mjs read|write, the SQL on stdin. Prints the last statement's rows as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { Client } = createRequire(`${process.env.SHOP_PACKAGES}/`)('pg');
const client = new Client({
  host: process.env.DB_HOST,
  port: Number(process.env.DB_PORT),
  user: process.env.DB_USER,
  database: process.env.DB_NAME,
  options: process.argv[2] === 'write' ? undefined : '-c default_transaction_read_only=on',
});
await client.connect();
const answers = [await client.query({ text: readFileSync(0, 'utf8'), rowMode: 'array' })].flat();
process.stdout.write(JSON.stringify(answers.at(-1).rows));
await client.end();
